package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/** {@code jvm-options} prints the JVM options for programs that embed the classifier. */
@Tag(CommandLineIT.ANY_STAGE)
class JvmOptionsIT {
    @TempDir
    Path folder;

    @Test
    void printsTheModuleAndTheStagesOptions() throws Exception {
        Outcome outcome = new Jar(folder).run("jvm-options");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals("", outcome.err());
        assertEquals("--add-modules=jdk.incubator.vector", outcome.outLines().getFirst());
        try (ZipFile jar = new ZipFile(Jar.FILE.toFile())) {
            String file = new String(jar.getInputStream(jar.getEntry("resnet50/jvm.options")).readAllBytes(), StandardCharsets.UTF_8);
            List<String> options = file.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
            assertEquals(options, outcome.outLines().subList(1, outcome.outLines().size()));
        }
    }

    @Test
    void printsAnArgumentFile() throws Exception {
        Path program = Files.writeString(folder.resolve("Mine.java"), """
                import java.nio.file.Path;
                import resnet50.api.Classifier;
                import resnet50.core.Architecture;

                class Mine {
                    public static void main(String[] args) {
                        Architecture small = Architecture.named("resnet18").orElseThrow();
                        try (Classifier classifier = Classifier.builder().weights("synthetic").architecture(small).open()) {
                            System.out.println(classifier.classify(Path.of(args[0]), 1).size() + " label");
                        }
                    }
                }
                """);
        String java = System.getProperty("java.home") + "/bin/java";
        Outcome outcome = new Jar(folder).shell("java -jar $JAR jvm-options > options && exec " + java + " @options -cp $JAR " + program + " '"
                + Jar.FILE.resolveSibling("pics/cat.jpg") + "'");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("1 label"), outcome.out());
    }
}
