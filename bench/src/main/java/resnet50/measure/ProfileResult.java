package resnet50.measure;

import java.util.List;

/**
 * What {@link Profile} found.
 *
 * @param warmUpRuns       runs before the measured ones
 * @param peakBeforeGflops FMA peak of one thread before the measured runs, as {@link FmaPeak} defines it
 * @param peakAfterGflops  the same after them
 * @param peakGflops       the mean of both, which layers are compared with
 * @param layers           in the order in which the engine tells of them first
 * @param totalMs          the sum of the layers' medians
 * @param totalMacs        multiply-accumulates in all layers
 * @param totalGflops      GFLOP/s over all layers
 * @param totalOfPeak      {@code totalGflops} over {@code peakGflops}
 * @param notes            what a reader must know before he trusts the numbers; a sentence each, often none
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
