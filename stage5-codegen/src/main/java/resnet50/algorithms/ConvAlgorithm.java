package resnet50.algorithms;

import java.util.Set;

/** The algorithm of one convolution. Everything that depends on shapes is computed when the model is built. */
public interface ConvAlgorithm {
    /** Computes the layer from the arena {@code x} and the weights {@code w}. */
    void run(float[] x, float[] w);

    /** Name in the plan, such as {@code direct} or {@code winograd 4x4}. */
    String algorithm();

    /** Register tile in the plan, such as {@code 14x2}: pixels × vectors. */
    String tile();

    /** Multiply-accumulates that the algorithm needs per image, without those of transforms. */
    long macs();

    /** Names of all kernels. */
    Set<String> kernels();
}
