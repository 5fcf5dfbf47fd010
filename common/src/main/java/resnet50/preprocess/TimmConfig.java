package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import resnet50.core.Printable;
import resnet50.picture.Normalization;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;

/**
 * The {@code pretrained_cfg} of timm's {@code config.json}. Gives what {@code timm.data.resolve_model_data_config} and
 * {@code create_transform} give for evaluation: {@code test_input_size} is not used.
 */
record TimmConfig(JsonNode config) {
    private static final int SIZE = 224;
    private static final double CROP_PCT = 0.875;

    /** Empty if the file is another program's. Before 2023, timm wrote the fields at the top. */
    static Optional<TimmConfig> in(JsonNode root) {
        JsonNode nested = root.path("pretrained_cfg");
        if (nested.isObject()) {
            return Optional.of(new TimmConfig(nested));
        }
        return root.has("architecture") && root.has("input_size") ? Optional.of(new TimmConfig(root)) : Optional.empty();
    }

    Preprocessor preprocessor(Object file, PreprocessingOptions options) {
        int crop = options.crop().orElseGet(() -> size(file));
        double share = config.path("crop_pct").asDouble(CROP_PCT);
        return new Preprocessor(
                (int) Math.floor(crop / share),
                crop,
                mode(file, options),
                ConfigFields.interpolation(config.path("interpolation").asText("bicubic"), file, options),
                ConfigFields.normalization(config.path("mean"), config.path("std"), Normalization.IMAGENET, file, options));
    }

    private int size(Object file) {
        JsonNode size = config.path("input_size");
        if (size.isMissingNode() || size.isNull()) {
            return SIZE;
        }
        if (size.size() != 3 || size.path(0).asInt() != 3 || size.path(1).asInt() != size.path(2).asInt()) {
            throw PreprocessingOptions.unsupported(file, "has the input size " + Printable.quote(size.toString()), "--crop");
        }
        return size.path(1).asInt();
    }

    private Mode mode(Object file, PreprocessingOptions options) {
        String mode = config.path("crop_mode").asText("center");
        return switch (mode) {
            case "center" -> Mode.CROP;
            case "squash" -> Mode.STRETCH;
            case "border" -> Mode.LETTERBOX;
            default -> options.mode().orElseThrow(() -> PreprocessingOptions.unsupported(
                    file, "has the crop mode " + Printable.quote(mode), "--preprocess"));
        };
    }
}
