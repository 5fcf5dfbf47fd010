package resnet50.weights;

import resnet50.core.Architecture;
import resnet50.core.WeightsFile;

/**
 * Weights that have been found, opened and checked against a network.
 *
 * @param architecture with the weights' number of classes
 * @param description  one line for the log: {@code weights: FILE (found in model)}
 */
public record OpenedWeights(WeightsFile file, Architecture architecture, String description) implements AutoCloseable {
    @Override
    public void close() {
        file.close();
    }
}
