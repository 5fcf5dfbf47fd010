package resnet50.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.label.ClassNames;
import resnet50.text.JsonFile;

/**
 * The {@code config.json} beside a weights file, as Hugging Face's transformers ({@code id2label}) and timm
 * ({@code label_names}, {@code num_classes}) write it.
 *
 * @param file the file's path
 * @param root its content
 */
public record ModelConfig(Path file, JsonNode root) {
    static final String FILE = "config.json";
    private static final String ADVICE = "correct it, or move it away from the weights";

    /**
     * Reads the file in the folder of a weights file; empty if there is none.
     *
     * @throws UserException no input: it cannot be read; bad data: it is not JSON
     */
    public static Optional<ModelConfig> beside(Path weights) {
        Path file = weights.resolveSibling(FILE);
        return Files.isRegularFile(file) ? Optional.of(new ModelConfig(file, JsonFile.read(file))) : Optional.empty();
    }

    /**
     * Returns the names of the classes, in the order of the logits; empty if the file has none.
     *
     * @throws UserException bad data: they are not numbered from 0, or are not texts
     */
    Optional<List<String>> labels() {
        return Stream.of(root.path("label_names"), root.path("pretrained_cfg").path("label_names"), root.path("id2label"))
                .filter(names -> names.isContainerNode() && !names.isEmpty())
                .findFirst()
                .map(new ClassNames(file.toString(), ADVICE)::inOrder);
    }

    /**
     * Refuses a network that has the family's tensors but computes a different function.
     *
     * @throws UserException bad data: such a network
     */
    void requireSupported(Path weights) {
        String activation = root.path("hidden_act").asText("relu");
        String what = root.path("downsample_in_bottleneck").asBoolean()
                ? "strides in the 1x1 convolutions (ResNet v1, downsample_in_bottleneck)"
                : root.path("downsample_in_first_stage").asBoolean() ? "a stride in its first stage (downsample_in_first_stage)"
                : activation.equals("relu") ? "" : "the activation " + Printable.quote(activation);
        if (!what.isEmpty()) {
            throw UserException.badData(weights + ": has " + what + ", as " + FILE
                    + " beside it says; give weights of torchvision's ResNet");
        }
    }
}
