package resnet50.preprocess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import resnet50.core.UserException;
import resnet50.picture.Interpolation;
import resnet50.picture.Normalization;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;

/**
 * Parts of the preprocessing that override those of the weights.
 *
 * @param mean three numbers on a scale from 0 to 1, likewise {@code std}
 */
public record PreprocessingOptions(
        OptionalInt resize,
        OptionalInt crop,
        Optional<Mode> mode,
        Optional<Interpolation> interpolation,
        Optional<List<Float>> mean,
        Optional<List<Float>> std) {
    /** Overrides nothing. */
    public static final PreprocessingOptions NONE = new PreprocessingOptions(
            OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Replaces the parts that are given. Without {@code resize}, a stretch or letterbox resizes to the size of the input. A crop keeps
     * the resize of {@code base}, except that a larger input than that scales the resize in proportion.
     */
    public Preprocessor applyTo(Preprocessor base) {
        Mode newMode = mode.orElse(base.mode());
        int newCrop = crop.orElse(base.crop());
        return new Preprocessor(
                resize.orElseGet(() -> resizeFor(newMode, newCrop, base)),
                newCrop,
                newMode,
                interpolation.orElse(base.interpolation()),
                new Normalization(mean.orElse(base.normalization().mean()), std.orElse(base.normalization().std())));
    }

    private static int resizeFor(Mode mode, int crop, Preprocessor base) {
        boolean sameSize = mode == base.mode() && crop == base.crop();
        if (mode != Mode.CROP) {
            return sameSize ? base.resize() : crop;
        }
        int resize = base.mode() == Mode.CROP ? base.resize() : Preprocessor.STANDARD.resize();
        int ofCrop = base.mode() == Mode.CROP ? base.crop() : Preprocessor.STANDARD.crop();
        return sameSize || crop <= resize ? resize : Math.min((int) ((long) crop * resize / ofCrop), Preprocessor.MAX_RESIZE);
    }

    /** A part of a file that cannot be used, unless an option overrides it. */
    static UserException unsupported(Object file, String what, String option) {
        return UserException.badData(file + ": " + what + ", which is not supported; choose with " + option);
    }
}
