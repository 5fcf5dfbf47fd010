package resnet50.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Data that is not part of the repository, in the folder that the environment variable RESNET50_TEST_DATA names: other trained
 * weights, pictures under other licenses, and reference results of both. Without the variable, tests that ask for a file are
 * skipped; with it, a missing file fails the test.
 */
public final class TestData {
    private static final String VARIABLE = "RESNET50_TEST_DATA";

    private TestData() {}

    /** Returns a file of PyTorch's reference results. */
    public static Path golden(String name) {
        return file("golden", name);
    }

    /** Returns a file of trained weights. */
    public static Path model(String name) {
        return file("model", name);
    }

    /** Returns a picture with results in {@link #golden}. */
    public static Path picture(String name) {
        return file("pics", name);
    }

    /** Returns a file of the evaluation data: one hundred pictures in folders by class, and PyTorch's labels. */
    public static Path eval(String name) {
        return file("eval", name);
    }

    private static Path file(String folder, String name) {
        String root = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(
                root.isEmpty(), () -> "needs " + folder + "/" + name + " of the test data; $" + VARIABLE + " names no folder");
        Path file = Path.of(root, folder, name);
        assertTrue(Files.exists(file), () -> file.toAbsolutePath() + " does not exist; correct or unset $" + VARIABLE);
        return file;
    }
}
