package resnet50.compare;

import java.util.List;
import resnet50.core.Architecture;

/**
 * What all programs must compute.
 *
 * @param architecture with the weights' number of classes
 * @param weights      a path, or {@code synthetic}
 * @param inputSize    rows and columns of the picture
 * @param threads      how many threads a program may use
 */
public record Network(Architecture architecture, String weights, int inputSize, int threads) {
    /** Multiply-accumulates of one picture. */
    long macs() {
        return architecture.convolutions(inputSize).stream().mapToLong(layer -> layer.shape().macs()).sum();
    }

    /** What a jar is told in order to be a worker that computes this. */
    public List<String> workerArguments() {
        return List.of(
                "worker",
                "--weights", weights,
                "--arch", architecture.name(),
                "--crop", Integer.toString(inputSize),
                "--threads", Integer.toString(threads));
    }
}
