package resnet50.core;

/** The process's exit codes; those above 64 are of BSD's {@code sysexits.h}. */
public enum ExitCode {
    /** Success. */
    OK(0),
    /** A defect of this program, NaN logits among them. */
    INTERNAL(1),
    /** Wrong options, of the program or of its JVM. */
    USAGE(2),
    /** A picture or weights file that is not what it claims to be. */
    BAD_DATA(65),
    /** A file that is missing or cannot be read. */
    NO_INPUT(66),
    /** More memory is needed than Java may use. */
    MEMORY(71);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the number that the process exits with. */
    public int code() {
        return code;
    }
}
