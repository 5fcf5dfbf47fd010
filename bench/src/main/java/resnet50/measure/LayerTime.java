package resnet50.measure;

/**
 * Time of one layer in a run.
 *
 * @param plan       algorithm, tile and kernels; empty if the engine has no plan of the layer
 * @param medianMs   median over the measured runs; the sum of all calls if a layer runs several times per image, as a block's ReLU
 * @param share      share of the sum over all layers, 0 to 1
 * @param macs       multiply-accumulates by the definition of convolution, 0 for a layer without weights
 * @param neededMacs multiply-accumulates that the layer's algorithm needs; fewer than {@code macs} for Winograd's
 * @param gflops     GFLOP/s by the definition of convolution; a multiply-accumulate counts as two operations
 * @param ofPeak     speed of the needed multiply-accumulates over the FMA peak of as many threads as the engine uses
 */
public record LayerTime(
        LayerText plan, double medianMs, double share, long macs, long neededMacs, double gflops, double ofPeak) {
    /** Factor by which the algorithm reduces multiplications; 1 if it does not, or if that is unknown. */
    public double reduction() {
        return neededMacs > 0 ? (double) macs / neededMacs : 1;
    }

    /** GFLOP/s of the needed multiply-accumulates, which is bounded by the FMA peak. */
    public double neededGflops() {
        return gflops / reduction();
    }
}
