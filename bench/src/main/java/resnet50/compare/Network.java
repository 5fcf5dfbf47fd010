package resnet50.compare;

import java.util.List;
import resnet50.core.Architecture;

/**
 * The network that all programs compute.
 *
 * @param architecture its number of classes is that of the weights
 * @param weights      a path, or {@code synthetic}
 * @param inputSize    rows and columns of the image
 * @param threads      maximum number of threads per program
 */
public record Network(Architecture architecture, String weights, int inputSize, int threads) {
    /** Multiply-accumulates per image. */
    long macs() {
        return architecture.convolutions(inputSize).stream().mapToLong(layer -> layer.shape().macs()).sum();
    }

    /** Command-line arguments that start a jar as a worker for this network. */
    public List<String> workerArguments() {
        return List.of(
                "worker",
                "--weights", weights,
                "--arch", architecture.name(),
                "--crop", Integer.toString(inputSize),
                "--threads", Integer.toString(threads));
    }
}
