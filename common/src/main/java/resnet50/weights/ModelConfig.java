package resnet50.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.JsonFile;

/**
 * The {@code config.json} beside a weights file, as Hugging Face's transformers ({@code id2label}) and timm
 * ({@code label_names}, {@code num_classes}) write it.
 *
 * @param labels             names of the classes, in the order of the logits; empty if the file has none
 * @param strideInFirst      {@code downsample_in_bottleneck}: strides are in the bottlenecks' 1×1 convolutions
 * @param strideInFirstStage {@code downsample_in_first_stage}: the first stage halves the picture too
 * @param activation         {@code hidden_act}; {@code relu} if absent
 */
record ModelConfig(Optional<List<String>> labels, boolean strideInFirst, boolean strideInFirstStage, String activation) {
    static final String FILE = "config.json";

    /**
     * Reads the file in the folder of a weights file; empty if there is none.
     *
     * @throws UserException no input: it cannot be read; bad data: it is not JSON, or its labels are not numbered from
     *         0
     */
    static Optional<ModelConfig> beside(Path weights) {
        Path file = weights.resolveSibling(FILE);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static ModelConfig read(Path file) {
        JsonNode root = JsonFile.read(file);
        return new ModelConfig(
                labels(file, root),
                root.path("downsample_in_bottleneck").asBoolean(),
                root.path("downsample_in_first_stage").asBoolean(),
                root.path("hidden_act").asText("relu"));
    }

    private static Optional<List<String>> labels(Path file, JsonNode root) {
        for (JsonNode names : List.of(root.path("label_names"), root.path("pretrained_cfg").path("label_names"))) {
            if (names.isArray() && !names.isEmpty()) {
                List<String> labels = new ArrayList<>();
                names.forEach(name -> labels.add(name.asText()));
                return Optional.of(labels);
            }
        }
        JsonNode numbered = root.path("id2label");
        if (!numbered.isObject() || numbered.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : numbered.properties()) {
            int id = id(entry.getKey());
            if (id < 0 || id >= numbered.size() || labels.put(id, entry.getValue().asText()) != null) {
                throw UserException.badData(file + ": id2label does not number its " + numbered.size()
                        + " labels from 0; correct it, or move it away from the weights");
            }
        }
        return Optional.of(List.copyOf(labels.values()));
    }

    private static int id(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /**
     * Refuses a network that has the family's tensors but computes a different function.
     *
     * @throws UserException bad data: such a network
     */
    void requireSupported(Path weights) {
        String what = strideInFirst ? "strides in the 1x1 convolutions (ResNet v1, downsample_in_bottleneck)"
                : strideInFirstStage ? "a stride in its first stage (downsample_in_first_stage)"
                : activation.equals("relu") ? "" : "the activation " + Printable.quote(activation);
        if (!what.isEmpty()) {
            throw UserException.badData(weights + ": has " + what + ", as " + FILE
                    + " beside it says; give weights of torchvision's ResNet");
        }
    }
}
