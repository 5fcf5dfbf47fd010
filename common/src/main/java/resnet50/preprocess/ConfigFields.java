package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.picture.Interpolation;
import resnet50.picture.Normalization;
import resnet50.picture.Normalization.Bounds;

/** Fields that timm's and Hugging Face's files have in common. */
final class ConfigFields {
    private static final int CHANNELS = 3;

    private ConfigFields() {}

    /** Mean and deviation; a field that an option overrides is not read. */
    static Normalization normalization(JsonNode mean, JsonNode std, Normalization absent, Object file, PreprocessingOptions options) {
        return new Normalization(
                options.mean().orElseGet(() -> channels(mean, absent.mean(), file, "mean", Normalization.MEAN_BOUNDS)),
                options.std().orElseGet(() -> channels(std, absent.std(), file, "std", Normalization.STD_BOUNDS)));
    }

    /** Three numbers, or one for all channels. */
    private static List<Float> channels(JsonNode values, List<Float> absent, Object file, String name, Bounds bounds) {
        if (values.isMissingNode() || values.isNull()) {
            return absent;
        }
        List<Float> numbers = new ArrayList<>();
        if (values.isNumber()) {
            numbers.addAll(Collections.nCopies(CHANNELS, values.floatValue()));
        } else {
            values.forEach(value -> numbers.add(value.isNumber() ? value.floatValue() : Float.NaN));
        }
        if (numbers.size() != CHANNELS || !numbers.stream().allMatch(bounds::contain)) {
            throw UserException.badData(file + ": has the " + name + " " + Printable.quote(values.toString()) + ", not three numbers from "
                    + bounds + "; choose with --" + name);
        }
        return numbers;
    }

    /** A filter by its name. */
    static Interpolation interpolation(String name, Object file, PreprocessingOptions options) {
        return options.interpolation().orElseGet(() -> named(name)
                .orElseThrow(() -> PreprocessingOptions.unsupported(
                        file, "has the interpolation " + Printable.quote(name), "--interpolation bilinear or bicubic")));
    }

    private static Optional<Interpolation> named(String name) {
        return List.of(Interpolation.values()).stream().filter(filter -> filter.toString().equals(name)).findFirst();
    }
}
