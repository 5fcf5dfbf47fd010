package resnet50.measure;

/**
 * Time of one layer in a run.
 *
 * @param plan     algorithm, tile and kernels; empty if the engine has no plan of the layer
 * @param medianMs median over the measured runs; the sum of all calls if a layer runs several times per image, as a block's ReLU
 * @param share    share of the sum over all layers, 0 to 1
 * @param macs     multiply-accumulates, 0 for a layer without weights
 * @param gflops   GFLOP/s by the definition of convolution; a multiply-accumulate counts as two operations
 * @param ofPeak   {@code gflops} over the FMA peak of one thread; may exceed 1 with several threads or Winograd's algorithm
 */
public record LayerTime(LayerText plan, double medianMs, double share, long macs, double gflops, double ofPeak) {}
