package resnet50.jmh;

import java.util.List;
import resnet50.measure.RunSetup;

/**
 * Results of JMH.
 *
 * @param iterations number of measured iterations, each of one second or one run, whichever is longer
 */
public record JmhResult(RunSetup subject, int iterations, List<Score> scores) {
    public JmhResult {
        scores = List.copyOf(scores);
    }

    /**
     * Result for one shape of convolution, or for the network.
     *
     * @param name    {@code network}, or the first layer with the shape
     * @param shape   input channels, rows and columns; output channels; kernel and stride: {@code 64x56x56 to 256, 1x1/1}
     * @param layers  number of layers with the shape
     * @param meanMs  mean of all runs
     * @param minMs   mean of the fastest iteration
     * @param maxMs   mean of the slowest iteration
     * @param errorMs half of JMH's confidence interval of 99.9 %, which is wide for few iterations
     * @param macs    multiply-accumulates per run
     * @param gflops  GFLOP/s, two operations per multiply-accumulate
     */
    public record Score(
            String name,
            String shape,
            int layers,
            double meanMs,
            double minMs,
            double maxMs,
            double errorMs,
            long macs,
            double gflops) {}
}
