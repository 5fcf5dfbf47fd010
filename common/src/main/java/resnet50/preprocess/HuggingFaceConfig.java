package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.picture.Normalization;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;

/**
 * {@code preprocessor_config.json} of Hugging Face's transformers. ResNet's image processor is ConvNext's: a size below 384 is the
 * crop, of a picture whose shorter side is size / crop_pct; from 384 on, the picture is stretched. Of the other processors, those
 * that crop the center and those that stretch are supported.
 */
record HuggingFaceConfig(JsonNode root) {
    private static final int STRETCH_FROM = 384;
    private static final double CROP_PCT = 224.0 / 256;
    private static final double RESCALE = 1 / 255.0;
    private static final double TOLERANCE = 1e-6;

    /** The processors' own default. */
    private static final Normalization HALF = new Normalization(List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));

    private static final Normalization IDENTITY = new Normalization(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));

    /** Names of PIL.Image.Resampling, by their numbers. */
    private static final List<String> FILTERS = List.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");

    private static final int BILINEAR = FILTERS.indexOf("bilinear");

    Preprocessor preprocessor(Object file, PreprocessingOptions options) {
        Preprocessor geometry = options.applyTo(geometry(file, options));
        int filter = root.path("resample").asInt(BILINEAR);
        return new Preprocessor(
                geometry.resize(),
                geometry.crop(),
                geometry.mode(),
                ConfigFields.interpolation(
                        filter >= 0 && filter < FILTERS.size() ? FILTERS.get(filter) : Integer.toString(filter), file, options),
                normalization(file, options));
    }

    private Preprocessor geometry(Object file, PreprocessingOptions options) {
        if (options.mode().isPresent() && options.crop().isPresent()) {
            return Preprocessor.STANDARD;
        }
        if (!root.path("do_resize").asBoolean(true)) {
            throw unsupported(file, "does not resize");
        }
        JsonNode size = root.path("size");
        boolean square = size.has("height") && size.path("height").equals(size.path("width"));
        int length = size.isInt() ? size.asInt() : square ? size.path("height").asInt() : size.path("shortest_edge").asInt();
        if (length < 1) {
            throw unsupported(file, "has the size " + Printable.quote(size.toString()));
        }
        String type = root.path("image_processor_type").asText(root.path("feature_extractor_type").asText(""));
        if (type.startsWith("ConvNext") || (type.isEmpty() && root.has("crop_pct"))) {
            int shorter = (int) (length / root.path("crop_pct").asDouble(CROP_PCT));
            return length < STRETCH_FROM ? new Preprocessor(shorter, length, Mode.CROP) : new Preprocessor(length, length, Mode.STRETCH);
        }
        if (root.path("do_center_crop").asBoolean()) {
            JsonNode crop = root.path("crop_size");
            int cropped = crop.isInt() ? crop.asInt() : crop.path("height").asInt();
            if (!crop.isInt() && !crop.path("height").equals(crop.path("width"))) {
                throw unsupported(file, "has the crop size " + Printable.quote(crop.toString()));
            }
            return new Preprocessor(length, cropped, square ? Mode.STRETCH : Mode.CROP);
        }
        if (square || size.isInt()) {
            return new Preprocessor(length, length, Mode.STRETCH);
        }
        throw unsupported(file, "crops to no square");
    }

    private Normalization normalization(Object file, PreprocessingOptions options) {
        boolean overridden = options.mean().isPresent() && options.std().isPresent();
        boolean rescaled = root.path("do_rescale").asBoolean(true)
                && Math.abs(root.path("rescale_factor").asDouble(RESCALE) - RESCALE) < TOLERANCE;
        if (!overridden && !rescaled) {
            throw PreprocessingOptions.unsupported(file, "scales pixels to other than 0 to 1", "--mean and --std");
        }
        if (!root.path("do_normalize").asBoolean(true)) {
            return new Normalization(options.mean().orElse(IDENTITY.mean()), options.std().orElse(IDENTITY.std()));
        }
        return ConfigFields.normalization(root.path("image_mean"), root.path("image_std"), HALF, file, options);
    }

    private static UserException unsupported(Object file, String what) {
        return PreprocessingOptions.unsupported(file, what, "--preprocess and --crop");
    }
}
