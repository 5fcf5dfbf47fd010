package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import resnet50.api.Classifier;
import resnet50.api.Prediction;

/** The lines of Java in the README are these; they compile, and they label the cat. Runs in the repository's root. */
class ReadmeExampleTest {
    private static final String THIS = "common/src/test/java/resnet50/conformance/ReadmeExampleTest.java";

    @Test
    void labelsTheCat() {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            readmeLines();
        } finally {
            System.setOut(stdout);
        }
        assertEquals("Egyptian cat", printed.toString(StandardCharsets.UTF_8).strip());
    }

    private static void readmeLines() {
        try (Classifier classifier = Classifier.open()) {
            List<Prediction> labels = classifier.classify(Path.of("pics/cat.jpg"), 5);
            System.out.println(labels.getFirst().label());
        }
    }

    @Test
    void theReadmeShowsTheseLines() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String example = readme.substring(start, readme.indexOf("```", start));
        assertTrue(withoutIndent(Files.readString(Path.of(THIS))).contains(withoutIndent(example)), example);
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
