package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.api.Classifier;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.UserException;
import resnet50.picture.Picture;
import resnet50.picture.Preprocessor;
import resnet50.stage.Engines;

/** The library in a JVM without the stage's options. */
class VectorModuleTest {
    private static final String MODULE = "jdk.incubator.vector";

    @Test
    void aMissingModuleIsReportedFirst() throws IOException, InterruptedException {
        String printed = runIn(List.of());
        String expected = Engines.provider().needsVectorModule()
                ? "refused: the module " + MODULE + " is missing; start Java with --add-modules " + MODULE
                : "labeled";
        assertEquals(expected, printed.strip());
    }

    @Test
    void noOtherOptionIsNeeded() throws IOException, InterruptedException {
        String printed = runIn(List.of("--add-modules=" + MODULE));
        assertTrue(printed.strip().endsWith("labeled"), printed); // after the JVM's warning about incubator modules
    }

    /** Returns the program's standard output and standard error. */
    private static String runIn(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Program.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    /** A user's program. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            byte[] grey = new byte[3];
            Arrays.fill(grey, (byte) 128);
            try (Classifier classifier = Classifier.builder()
                    .weights("synthetic")
                    .architecture(new Architecture("small", BlockKind.BASIC, List.of(1), 8, 1, 8, 10))
                    .preprocessor(new Preprocessor(32, 32, Preprocessor.Mode.CROP))
                    .open()) {
                classifier.classify(new Picture(1, 1, grey), 1);
                System.out.println("labeled");
            } catch (UserException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }
}
