package resnet50.weights;

import java.io.Serial;

/**
 * A weights file that is broken or of an unsupported kind. The parsers throw it without the file's name;
 * {@link WeightsFiles#open} converts it to a {@link resnet50.core.UserException}.
 */
final class Malformed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Advice for files of PyTorch objects other than a dict of tensors. */
    static final String SAVE = "save the network's tensors in Python: torch.save(model.state_dict(), \"weights.pth\")";

    private final String advice;

    /** @param what the fault, without the file's name */
    Malformed(String what) {
        this(what, "fetch it again, or save it again with the program it came from");
    }

    /** @param advice the user's remedy */
    Malformed(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
