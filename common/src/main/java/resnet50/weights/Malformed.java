package resnet50.weights;

import java.io.Serial;

/**
 * A weights file is not what it claims to be. Thrown by the parsers, which do not know the file's name;
 * {@link WeightsFiles#open} turns it into a {@link resnet50.core.UserException}.
 */
final class Malformed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String advice;

    /** @param what what is wrong, without the file's name */
    Malformed(String what) {
        this(what, "fetch it again, or save it again with the program it came from");
    }

    /** @param advice what the user can do about it */
    Malformed(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
