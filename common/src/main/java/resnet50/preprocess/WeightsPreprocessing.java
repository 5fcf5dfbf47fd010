package resnet50.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import resnet50.core.UserException;
import resnet50.picture.Preprocessor;
import resnet50.text.JsonFile;
import resnet50.weights.ModelConfig;
import resnet50.weights.WeightsLocator;

/**
 * Finds the preprocessing of a weights file: in {@code config.json} beside it, as timm writes it, in
 * {@code preprocessor_config.json}, as Hugging Face's transformers writes it, or by torchvision's file name or hash. Without any of
 * these, it is {@link Preprocessor#STANDARD}. Options override parts of it.
 */
public final class WeightsPreprocessing {
    static final String HUGGING_FACE = "preprocessor_config.json";

    private WeightsPreprocessing() {}

    /**
     * Finds the preprocessing.
     *
     * @param weights path of the weights file, or {@code synthetic}
     * @param config  the {@code config.json} beside it
     * @throws UserException bad data: a file beside the weights is broken, or asks for something that is not supported and that no
     *     option overrides; no input: a file cannot be read
     */
    public static Preprocessing find(String weights, Optional<ModelConfig> config, PreprocessingOptions options) {
        Preprocessing base = weights.equals(WeightsLocator.SYNTHETIC)
                ? new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT)
                : ofFile(Path.of(weights), config, options);
        return new Preprocessing(options.applyTo(base.preprocessor()), base.source());
    }

    private static Preprocessing ofFile(Path weights, Optional<ModelConfig> config, PreprocessingOptions options) {
        return config.flatMap(c -> TimmConfig.in(c.root()).map(timm -> chosenBy(c.file(), () -> timm.preprocessor(c.file(), options))))
                .or(() -> huggingFace(weights.resolveSibling(HUGGING_FACE), options))
                .or(() -> TorchvisionFiles.of(weights))
                .orElseGet(() -> new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT));
    }

    private static Optional<Preprocessing> huggingFace(Path file, PreprocessingOptions options) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode root = JsonFile.read(file);
        return Optional.of(chosenBy(file, () -> TimmConfig.in(root)
                .map(timm -> timm.preprocessor(file, options))
                .orElseGet(() -> new HuggingFaceConfig(root).preprocessor(file, options))));
    }

    private static Preprocessing chosenBy(Path file, Supplier<Preprocessor> preprocessor) {
        try {
            return new Preprocessing(preprocessor.get(), file.toString());
        } catch (IllegalArgumentException e) {
            throw UserException.badData(file + ": preprocessing out of range (" + e.getMessage()
                    + "); correct it or move it away from the weights");
        }
    }
}
