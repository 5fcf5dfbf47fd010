package resnet50.weights;

/**
 * The choice between a checkpoint's raw weights and their average over training steps (EMA, SWA): the value of
 * {@code --ema}.
 */
public enum Averaged {
    /** The averaged weights if there are any, else the raw ones: those that an evaluation uses. */
    PREFERRED,
    /** Only averaged weights. */
    YES,
    /** Only raw weights. */
    NO;

    /** Refusal of weights that {@link #YES} does not match. */
    static final String NONE = "has no averaged weights";

    /** Advice for {@link #NONE}. */
    static final String LEAVE_OUT = "leave out --ema yes";
}
