package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Helpers for tests of bad files. */
public final class Refusals {
    private Refusals() {}

    /** Asserts that opening a file of these bytes is refused as bad data with a message that contains {@code part}. */
    static void assertRefused(Path folder, byte[] bytes, String part) {
        Path path = write(folder, bytes);
        assertRefused(ExitCode.BAD_DATA, path + ": ", part, () -> WeightsFiles.open(path));
    }

    /** Asserts a message of one line that begins with {@code start}, contains {@code part}, and says what to do. */
    public static UserException assertRefused(ExitCode code, String start, String part, Callable<?> action) {
        UserException e = assertThrows(UserException.class, action::call);
        assertEquals(code, e.exitCode(), e.getMessage());
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertTrue(e.getMessage().contains("; "), e.getMessage());
        assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
        return e;
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("weights.bin"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WeightsFile open(Path folder, byte[] bytes) {
        return WeightsFiles.open(write(folder, bytes));
    }

    /** Returns a file of {@code src/test/resources}. */
    static Path resource(String name) {
        return Path.of("src/test/resources").resolve(name);
    }
}
