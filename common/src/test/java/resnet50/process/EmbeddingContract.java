package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/**
 * Builds and runs the project of {@code docs/EMBEDDING.md}, with the pom, the program and the commands of that page. The Maven of
 * this build runs it with a local repository of its own, backed by this build's repository ({@code maven.repo.local.tail}). So
 * nothing is installed in this build's repository, and nothing is downloaded that this build has not downloaded. One stage's test
 * is enough.
 */
public abstract class EmbeddingContract {
    /** First Maven version with {@code maven.repo.local.tail}. */
    private static final String MAVEN = "3.9";

    private static final Path ROOT = Jar.FILE.getParent();
    private static final Path PAGE = ROOT.resolve("docs/EMBEDDING.md");

    @TempDir
    Path folder;

    @Test
    void theDocumentedProjectLabelsAPicture() throws IOException {
        String maven = System.getProperty("maven.version");
        Assumptions.assumeTrue(
                Runtime.Version.parse(maven).compareTo(Runtime.Version.parse(MAVEN)) >= 0,
                "Maven " + maven + " has no maven.repo.local.tail; this test runs under ./mvnw");
        String page = Files.readString(PAGE);
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("pom.xml"), block(page, "xml"));
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(sources.resolve("Label.java"), block(page, "java"));
        Path repository = Files.createDirectory(folder.resolve("repository"));
        install(repository);

        List<String> commands = commands(page);
        assertEquals("./mvnw -q install -DskipTests", commands.getFirst(), "the command that install() replaces");
        String script = String.join("\n", commands.subList(1, commands.size()));
        Outcome outcome = new Jar(project).environment(environment(repository)).shell("set -e\n" + script);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(output(page), outcome.outLines(), outcome.err());
    }

    /** The README's examples are parts of those of the page. */
    @Test
    void theReadmesExamplesAreLinesOfThePage() throws IOException {
        String page = withoutIndent(Files.readString(PAGE));
        String readme = Files.readString(ROOT.resolve("README.md"));
        for (String language : List.of("java", "xml")) {
            String example = withoutIndent(block(readme, language));
            assertTrue(page.contains(example), example);
        }
    }

    private static String withoutIndent(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    /** Returns the page's first code block in a language. */
    private static String block(String page, String language) {
        Matcher block = Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL).matcher(page);
        assertTrue(block.find(), "no block of " + language);
        return block.group(1);
    }

    private static List<String> commands(String page) {
        return page.lines().filter(line -> line.startsWith("    $ ")).map(line -> line.substring(6)).toList();
    }

    /** Returns the documented output of the page's last command. */
    private static List<String> output(String page) {
        return page.substring(page.lastIndexOf("\n    $ ") + 1).lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** Copies the build's artifacts to where {@code ./mvnw install} installs them; skips modules without a jar. */
    private static void install(Path repository) throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(parent);
        assertTrue(version.find());
        copy(ROOT.resolve("pom.xml"), repository, "resnet50", version.group(1), ".pom");
        Matcher module = Pattern.compile("<module>(.*?)</module>").matcher(parent);
        while (module.find()) {
            Path sources = ROOT.resolve(module.group(1));
            Path jar = sources.resolve("target").resolve(module.group(1) + "-" + version.group(1) + ".jar");
            if (Files.exists(jar)) {
                copy(sources.resolve("pom.xml"), repository, module.group(1), version.group(1), ".pom");
                copy(jar, repository, module.group(1), version.group(1), ".jar");
            }
        }
    }

    private static void copy(Path file, Path repository, String artifact, String version, String suffix) throws IOException {
        Path target = Files.createDirectories(repository.resolve("resnet50").resolve(artifact).resolve(version));
        Files.copy(file, target.resolve(artifact + "-" + version + suffix));
    }

    private static Map<String, String> environment(Path repository) {
        String tail = Stream.of("local.repository", "maven.repo.local.tail")
                .map(System::getProperty)
                .filter(value -> value != null && !value.isEmpty())
                .collect(Collectors.joining(","));
        Path jdk = Path.of(System.getProperty("java.home"));
        return Map.of(
                "RESNET50", ROOT.toString(),
                "JAVA_HOME", jdk.toString(),
                "PATH", Path.of(System.getProperty("maven.home"), "bin") + File.pathSeparator + System.getenv("PATH"),
                "LC_ALL", "C.UTF-8",
                "MAVEN_ARGS", "-Dmaven.repo.local=" + repository + " -Dmaven.repo.local.tail=" + tail);
    }
}
