package resnet50;

import jdk.incubator.vector.FloatVector;

/**
 * Batch norm at inference: each channel is normalized by the training data's mean and variance,
 * then scaled by the learned weight and shifted by the learned bias.
 */
final class BatchNorm2d {
    /** PyTorch's default. It prevents a division by zero for a channel of zero variance. */
    private static final float EPSILON = 1e-5f;

    private final String name;
    private final float[] scale; // [channels]
    private final float[] shift; // [channels]
    private final Buffers buffers;

    BatchNorm2d(String name, Weights weights, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
        float[] weight = weights.read(name + ".weight");
        float[] bias = weights.read(name + ".bias");
        float[] mean = weights.read(name + ".running_mean");
        float[] variance = weights.read(name + ".running_var");
        scale = new float[weight.length];
        shift = new float[weight.length];
        for (int c = 0; c < weight.length; c++) {
            // (x - mean) / deviation * weight + bias, rearranged; in double, because it runs only once
            double factor = weight[c] / Math.sqrt(variance[c] + EPSILON);
            scale[c] = (float) factor;
            shift[c] = (float) (bias[c] - mean[c] * factor);
        }
    }

    /**
     * Normalizes each channel of each pixel.
     *
     * @param in [height][width][channels]
     * @return the same shape
     */
    Activation forward(Activation in) {
        Activation out = buffers.take(in.height(), in.width(), in.channels());
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                normalize(in.data(), in.at(y, x, 0), scale, shift, out.data(), out.at(y, x, 0));
            }
        }
        return buffers.finished(name, out);
    }

    /** Normalizes one pixel, all channels. */
    private static void normalize(float[] in, int in0, float[] scale, float[] shift, float[] out, int out0) {
        int c = 0;
        for (; c < Simd.SPECIES.loopBound(scale.length); c += Simd.LANES) {
            FloatVector.fromArray(Simd.SPECIES, in, in0 + c)
                    .fma(FloatVector.fromArray(Simd.SPECIES, scale, c), FloatVector.fromArray(Simd.SPECIES, shift, c))
                    .intoArray(out, out0 + c);
        }
        for (; c < scale.length; c++) {
            out[out0 + c] = in[in0 + c] * scale[c] + shift[c];
        }
    }
}
