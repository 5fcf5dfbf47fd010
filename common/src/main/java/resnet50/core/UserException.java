package resnet50.core;

import java.io.Serial;

/**
 * An error that the user can correct. The message is one line, {@code FILE: what is wrong; what to do}, which the command line prints
 * without a stack trace.
 */
public final class UserException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /**
     * An error without a cause.
     *
     * @param message one line without a trailing stop
     */
    public UserException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * An error with a cause.
     *
     * @param message one line without a trailing stop
     */
    public UserException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A picture or weights file that is not what it claims to be. */
    public static UserException badData(String message) {
        return new UserException(ExitCode.BAD_DATA, message);
    }

    /** A file that is missing or cannot be read. */
    public static UserException noInput(String message) {
        return new UserException(ExitCode.NO_INPUT, message);
    }

    /** Returns the process's exit code for this error; in a program of one's own, its kind. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
