package resnet50.lessons;

/** A user error: a message of one line that says what is wrong and what to do, and the exit code. */
final class LessonException extends RuntimeException {
    static final int USAGE = 2;
    static final int BAD_DATA = 65;
    static final int NO_FILE = 66;

    private final int exitCode;

    private LessonException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static LessonException usage(String message) {
        return new LessonException(USAGE, message + "; --help lists lessons and options");
    }

    /** Returns the error of a file with invalid content. */
    static LessonException badData(Object file, String message) {
        return new LessonException(BAD_DATA, file + ": " + message);
    }

    /** Returns the error of a file that cannot be read or written. */
    static LessonException noFile(Object file, String message) {
        return new LessonException(NO_FILE, file + ": " + message);
    }

    int exitCode() {
        return exitCode;
    }
}
