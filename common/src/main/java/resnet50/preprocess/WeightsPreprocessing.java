package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import resnet50.core.UserException;
import resnet50.picture.Preprocessor;
import resnet50.text.JsonFile;
import resnet50.weights.WeightsLocator;

/**
 * Finds the preprocessing of a weights file: in {@code config.json} beside it, as timm writes it, in
 * {@code preprocessor_config.json}, as Hugging Face's transformers writes it, or by torchvision's file name or hash. Without any of
 * these, it is {@link Preprocessor#STANDARD}. Options override parts of it.
 */
public final class WeightsPreprocessing {
    static final String TIMM = "config.json";
    static final String HUGGING_FACE = "preprocessor_config.json";

    private WeightsPreprocessing() {}

    /**
     * Finds the preprocessing.
     *
     * @param weights path of the weights file, or {@code synthetic}
     * @throws UserException bad data: a file beside the weights is broken, or asks for something that is not supported and that no
     *     option overrides; no input: a file cannot be read
     */
    public static Preprocessing find(String weights, PreprocessingOptions options) {
        Preprocessing base = weights.equals(WeightsLocator.SYNTHETIC)
                ? new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT)
                : ofFile(Path.of(weights), options);
        return new Preprocessing(options.applyTo(base.preprocessor()), base.source());
    }

    private static Preprocessing ofFile(Path weights, PreprocessingOptions options) {
        return beside(weights, TIMM, options)
                .or(() -> beside(weights, HUGGING_FACE, options))
                .or(() -> TorchvisionFiles.of(weights))
                .orElseGet(() -> new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT));
    }

    private static Optional<Preprocessing> beside(Path weights, String name, PreprocessingOptions options) {
        Path file = weights.resolveSibling(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode root = JsonFile.read(file);
        try {
            Optional<Preprocessor> found = TimmConfig.in(root).map(config -> config.preprocessor(file, options));
            if (found.isEmpty() && name.equals(HUGGING_FACE)) {
                found = Optional.of(new HuggingFaceConfig(root).preprocessor(file, options));
            }
            return found.map(preprocessor -> new Preprocessing(preprocessor, file.toString()));
        } catch (IllegalArgumentException e) {
            throw UserException.badData(file + ": preprocessing out of range (" + e.getMessage()
                    + "); correct it or move it away from the weights");
        }
    }
}
