package resnet50.api;

import java.io.Serial;

/**
 * Something that the user can put right. The message is one line, {@code FILE: what is wrong; what to do}, and is shown as it
 * is, without a stack trace.
 */
public final class UserException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /** @param message one line without a trailing stop */
    public UserException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public UserException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static UserException badData(String message) {
        return new UserException(ExitCode.BAD_DATA, message);
    }

    public static UserException noInput(String message) {
        return new UserException(ExitCode.NO_INPUT, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
