package resnet50.core;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;

/**
 * An error that the user can correct. The message is one line, {@code FILE: what is wrong; what to do}, which the
 * command line prints without a stack trace.
 */
public final class UserException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /**
     * Creates an error without a cause.
     *
     * @param message one line without a trailing period
     */
    public UserException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * Creates an error with a cause.
     *
     * @param message one line without a trailing period
     */
    public UserException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns an error for a malformed picture or weights file. */
    public static UserException badData(String message) {
        return new UserException(ExitCode.BAD_DATA, message);
    }

    /** Returns an error for a missing or unreadable file. */
    public static UserException noInput(String message) {
        return new UserException(ExitCode.NO_INPUT, message);
    }

    /**
     * Returns an error for a file that exists but fails while it is opened or read.
     *
     * @param name the file's name, in any characters
     */
    public static UserException unreadable(String name, IOException cause) {
        // the message of a FileSystemException repeats the name
        String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return new UserException(
                ExitCode.NO_INPUT,
                Printable.text(name) + ": cannot be read" + (reason == null ? "" : " (" + Printable.text(reason) + ")")
                        + "; check the disk and the path",
                cause);
    }

    /** Returns the process's exit code for this error. A program that uses the library can distinguish errors by it. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
