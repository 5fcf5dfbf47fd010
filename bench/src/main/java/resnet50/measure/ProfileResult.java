package resnet50.measure;

import java.util.List;

/**
 * The result of {@link Profile}.
 *
 * @param warmUpRuns       runs before the measured ones
 * @param threads          threads that the engine uses for one image
 * @param peakBeforeGflops FMA peak of that number of threads before the measured runs, as {@link FmaPeak} defines it
 * @param peakAfterGflops  the same peak after the measured runs
 * @param peakGflops       the larger of both, with which layers are compared
 * @param layers           in the order of the engine's first reports
 * @param totalMs          the sum of the layers' medians
 * @param totalMacs        multiply-accumulates of all layers, by the definition of convolution
 * @param totalNeededMacs  multiply-accumulates that the layers' algorithms need
 * @param totalGflops      GFLOP/s over all layers
 * @param totalOfPeak      speed of the needed multiply-accumulates over {@code peakGflops}
 * @param notes            warnings and remarks, one sentence each; often empty
 */
public record ProfileResult(
        RunSetup subject,
        int runs,
        int warmUpRuns,
        int threads,
        double peakBeforeGflops,
        double peakAfterGflops,
        double peakGflops,
        List<LayerTime> layers,
        double totalMs,
        long totalMacs,
        long totalNeededMacs,
        double totalGflops,
        double totalOfPeak,
        List<String> notes) {
    public ProfileResult {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /** The sum of all layers, as a layer without a name. */
    public LayerTime total() {
        LayerText none = LayerText.unplanned("");
        return new LayerTime(none, totalMs, 1, totalMacs, totalNeededMacs, totalGflops, totalOfPeak);
    }
}
