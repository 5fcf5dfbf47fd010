package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.core.Printable;
import resnet50.picture.Interpolation;
import resnet50.picture.Normalization;

/** Fields that timm's and Hugging Face's files have in common. */
final class ConfigFields {
    private static final int CHANNELS = 3;

    private ConfigFields() {}

    /** Mean and deviation; a field that an option overrides is not read. */
    static Normalization normalization(JsonNode mean, JsonNode std, Normalization absent, Object file, PreprocessingOptions options) {
        return new Normalization(
                options.mean().orElseGet(() -> channels(mean, absent.mean(), file, "--mean")),
                options.std().orElseGet(() -> channels(std, absent.std(), file, "--std")));
    }

    private static List<Float> channels(JsonNode values, List<Float> absent, Object file, String option) {
        if (values.isMissingNode() || values.isNull()) {
            return absent;
        }
        if (values.isNumber()) {
            return List.of(values.floatValue(), values.floatValue(), values.floatValue());
        }
        List<Float> numbers = new ArrayList<>();
        values.forEach(value -> numbers.add(value.isNumber() ? value.floatValue() : Float.NaN));
        boolean positive = !option.equals("--std") || numbers.stream().allMatch(number -> number > 0);
        if (numbers.size() != CHANNELS || !numbers.stream().allMatch(Float::isFinite) || !positive) {
            throw PreprocessingOptions.unsupported(file, "has " + Printable.quote(values.toString()) + " for three channels", option);
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
