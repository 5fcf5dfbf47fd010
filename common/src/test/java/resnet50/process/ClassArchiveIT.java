package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/** The class-data-sharing archive beside the jar: used if it fits the jar and the JVM, otherwise ignored without a message. */
class ClassArchiveIT {
    private static final String LABEL =
            " --weights synthetic --arch resnet18 --crop 32 --format csv " + Jar.FILE.resolveSibling("pics/cat.jpg");

    @TempDir
    Path folder;

    private Outcome java(String options) {
        Outcome outcome = new Jar(folder).shell("exec java " + options + LABEL);
        assertEquals(0, outcome.exitCode(), outcome.err());
        return outcome;
    }

    /** Without any archive, even the JDK's own, the JVM orders the methods of a class differently. */
    @Test
    void loadsClassesFromTheArchiveAndPrintsTheSameLabelsWithout() throws IOException {
        String labels = java("-Xlog:class+load:file=classes-%p.txt -jar $JAR").out();
        assertTrue(mainClass().endsWith("source: shared objects file (top)"), mainClass());
        assertEquals(labels, java("-Xshare:off -jar $JAR").out());
    }

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void anArchiveDoesNotContainTheBuildFolder() throws IOException {
        byte[] archive = Files.readAllBytes(Path.of(Jar.FILE.toString().replaceFirst("jar$", "jsa")));
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("./" + Jar.FILE.getFileName()), "the archive lacks the jar's name");
        assertFalse(text.contains(Jar.FILE.toString()), "the archive contains the build folder");
    }

    /** Returns the class-loading log line of the main class in the JVM that ran the classifier. */
    private String mainClass() throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.toList()) {
                for (String line : Files.readAllLines(log)) {
                    if (line.contains(" resnet50.cli.Main source:")) {
                        return line;
                    }
                }
            }
        }
        return "not loaded";
    }

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void ignoresAnArchiveThatDoesNotFitTheJar() throws IOException {
        Outcome expected = java("-jar $JAR");
        Path jar = Files.copy(Jar.FILE, folder.resolve("copy.jar")); // modified now: the archive does not fit
        Path archive = folder.resolve("copy.jsa");
        Files.copy(Path.of(Jar.FILE.toString().replaceFirst("jar$", "jsa")), archive);
        assertSame(expected, java("-jar " + jar));
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertSame(expected, java("-jar " + jar));
        Files.writeString(archive, "no archive at all");
        assertSame(expected, java("-jar " + jar));
    }

    /** Passes the options to the {@code java} of this JDK, because an older one does not support all of them. */
    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void ignoresTheArchiveIfTheJvmsOptionsDoNotFit() {
        String java = System.getProperty("java.home") + "/bin/java";
        String expected = java("-jar $JAR").out();
        for (String option : List.of("-Xmx32g", "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders")) {
            for (String line : List.of("exec " + java + " " + option, "JAVA_TOOL_OPTIONS=" + option + " exec " + java)) {
                Outcome outcome = new Jar(folder).shell(line + " -jar $JAR" + LABEL);
                assertEquals(0, outcome.exitCode(), outcome.err());
                assertEquals(expected, outcome.out());
                assertEquals(
                        List.of(),
                        outcome.err().lines().filter(said -> !said.startsWith("resnet50: ") && !said.startsWith("Picked up")).toList());
            }
        }
    }

    private static void assertSame(Outcome expected, Outcome outcome) {
        assertEquals(expected.out(), outcome.out());
        assertEquals(1, outcome.err().lines().count(), "expected one line about weights: " + outcome.err());
    }
}
