package resnet50.preprocess;

import java.util.Objects;
import resnet50.picture.Preprocessor;

/**
 * The preprocessing of a network and its origin.
 *
 * @param source {@link #DEFAULT}, {@link #GIVEN}, or the file that it was taken from or recognized by
 */
public record Preprocessing(Preprocessor preprocessor, String source) {
    /** Nothing is known about the weights. */
    public static final String DEFAULT = "default";

    /** Set by the calling program. */
    public static final String GIVEN = "given";

    public Preprocessing {
        Objects.requireNonNull(preprocessor);
        Objects.requireNonNull(source);
    }

    /** One line for the log: {@code preprocessing: crop 232 to 224 (torchvision's resnet50-11ad3fa6.pth)}. */
    public String description() {
        return "preprocessing: " + preprocessor.description() + " (" + source + ")";
    }

    /** Whether the weights chose it, so that it is not what a user expects who knows only the defaults. */
    public boolean isOfWeights() {
        return !source.equals(DEFAULT) && !source.equals(GIVEN);
    }
}
