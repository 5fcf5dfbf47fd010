package resnet50.core;

/** Exit codes of the process. Codes above 64 are those of BSD's {@code sysexits.h}. */
public enum ExitCode {
    /** Success. */
    OK(0),
    /** A defect of this program, including NaN logits. */
    INTERNAL(1),
    /** Wrong options of the program or of its JVM. */
    USAGE(2),
    /** A malformed picture or weights file. */
    BAD_DATA(65),
    /** A missing or unreadable file. */
    NO_INPUT(66),
    /** Not enough Java heap. */
    MEMORY(71);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the exit code as a number. */
    public int code() {
        return code;
    }
}
