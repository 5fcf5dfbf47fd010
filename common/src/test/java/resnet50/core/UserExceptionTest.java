package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The message about a file that cannot be read: one line that names the file once, and the reason if there is one. */
class UserExceptionTest {
    record Failure(IOException cause, String reason) {}

    static List<Failure> failures() {
        return List.of(
                new Failure(new IOException("Input/output error"), " (Input/output error)"),
                new Failure(new FileSystemException("x.pth", null, "Too many open files"), " (Too many open files)"),
                new Failure(new NotDirectoryException("x.pth"), ""),
                new Failure(new IOException(), ""));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void unreadableFileIsNamedOnce(Failure failure) {
        UserException e = UserException.unreadable("x.pth", failure.cause);
        assertEquals("x.pth: cannot be read" + failure.reason + "; check the disk and the path", e.getMessage());
        assertEquals(ExitCode.NO_INPUT, e.exitCode());
    }

    @Test
    void messageIsOneLine() {
        UserException e = UserException.unreadable("x\ny", new IOException("a\nb"));
        assertEquals(1, e.getMessage().lines().count());
    }
}
