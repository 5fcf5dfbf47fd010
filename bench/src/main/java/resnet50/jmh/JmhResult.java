package resnet50.jmh;

import java.util.List;
import resnet50.measure.RunSetup;

/**
 * What JMH measured.
 *
 * @param iterations measured, of a second or one run each, whichever is longer
 */
public record JmhResult(RunSetup subject, int iterations, List<Score> scores) {
    public JmhResult {
        scores = List.copyOf(scores);
    }

    /**
     * Of one shape of convolution, or the network.
     *
     * @param name    {@code network}, or the first layer of that shape
     * @param shape   as in {@code 64x56x56 to 256, 1x1/1}: channels, rows and columns in; channels out; window and stride
     * @param layers  how many layers have that shape
     * @param meanMs  of all runs
     * @param minMs   mean of the fastest iteration
     * @param maxMs   mean of the slowest iteration
     * @param errorMs half of JMH's confidence interval of 99.9 %, which with so few iterations is wide
     * @param macs    multiply-accumulates of a run
     * @param gflops  GFLOP/s, two a multiply-accumulate
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
