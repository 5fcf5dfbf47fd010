package resnet50.quantize;

import resnet50.core.BlockShape;
import resnet50.core.Convolution;

/**
 * The operations of a network, for one kind of numbers. Activations are [height][width][channels]. Integers are held in
 * floats, as codes minus the zero point of their range.
 */
interface Arithmetic {
    /** Converts the network's input, which is not changed. */
    float[] input(float[] picture);

    /** Computes a convolution with its batch norm, and the ReLU if one follows. */
    float[] convolution(Convolution layer, float[] in, boolean relu);

    /** Computes the residual add of a block and the ReLU after it. */
    float[] sum(BlockShape block, float[] path, float[] shortcut);

    /** Computes the mean of each channel. */
    float[] average(float[] in, int channels);

    /** Computes the last layer; the result is real. */
    float[] logits(Convolution classifier, float[] features);
}
