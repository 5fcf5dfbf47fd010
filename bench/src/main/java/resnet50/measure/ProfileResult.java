package resnet50.measure;

import java.util.List;

/**
 * The result of {@link Profile}.
 *
 * @param warmUpRuns       runs before the measured ones
 * @param peakBeforeGflops FMA peak of one thread before the measured runs, as {@link FmaPeak} defines it
 * @param peakAfterGflops  FMA peak of one thread after the measured runs
 * @param peakGflops       the mean of both, with which layers are compared
 * @param layers           in the order of the engine's first reports
 * @param totalMs          the sum of the layers' medians
 * @param totalMacs        multiply-accumulates of all layers
 * @param totalGflops      GFLOP/s over all layers
 * @param totalOfPeak      {@code totalGflops} over {@code peakGflops}
 * @param notes            warnings and remarks, one sentence each; often empty
 */
public record ProfileResult(
        RunSetup subject,
        int runs,
        int warmUpRuns,
        double peakBeforeGflops,
        double peakAfterGflops,
        double peakGflops,
        List<LayerTime> layers,
        double totalMs,
        long totalMacs,
        double totalGflops,
        double totalOfPeak,
        List<String> notes) {
    public ProfileResult {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }
}
