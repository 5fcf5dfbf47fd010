package resnet50.weights;

import java.util.List;
import java.util.Optional;
import resnet50.core.Architecture;
import resnet50.core.WeightsFile;

/**
 * Weights that have been found, opened and checked against a network.
 *
 * @param architecture with the weights' number of classes
 * @param description  one line for the log: {@code weights: FILE (found in model)}
 * @param labels       the classes' names that belong to the weights, in the order of the logits; empty if the file has
 *                     none
 * @param config       the file beside the weights; empty if there is none
 */
public record OpenedWeights(
        WeightsFile file, Architecture architecture, String description, Optional<List<String>> labels, Optional<ModelConfig> config)
        implements AutoCloseable {
    public OpenedWeights {
        labels = labels.map(List::copyOf);
    }

    /** Weights without labels and configuration of their own. */
    public OpenedWeights(WeightsFile file, Architecture architecture, String description) {
        this(file, architecture, description, Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        file.close();
    }
}
