package resnet50.measure;


/**
 * What one layer takes of a run.
 *
 * @param plan     how it is computed; with empty columns if the engine does not say
 * @param medianMs over the measured runs; of a layer that runs several times a picture, such as a block's ReLU, all of them
 * @param share    of the sum over all layers, 0 to 1
 * @param macs     multiply-accumulates, 0 for a layer without weights
 * @param gflops   GFLOP/s, two a multiply-accumulate; by the definition of convolution, whatever the algorithm saves
 * @param ofPeak   {@code gflops} over the FMA peak of one thread, 0 to 1 and, where threads or the algorithm help, beyond
 */
public record LayerTime(LayerText plan, double medianMs, double share, long macs, double gflops, double ofPeak) {}
