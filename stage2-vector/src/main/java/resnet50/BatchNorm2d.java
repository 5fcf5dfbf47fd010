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
    private final Weights weights;
    private final Buffers buffers;

    BatchNorm2d(String name, Weights weights, Buffers buffers) {
        this.name = name;
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * Normalizes each channel of each pixel.
     *
     * @param in [height][width][channels]
     * @return the same shape
     */
    Activation forward(Activation in) {
        float[] weight = weights.read(name + ".weight");
        float[] bias = weights.read(name + ".bias");
        float[] mean = weights.read(name + ".running_mean");
        float[] deviation = weights.read(name + ".running_var");
        for (int c = 0; c < deviation.length; c++) {
            deviation[c] = (float) Math.sqrt(deviation[c] + EPSILON);
        }
        Activation out = buffers.take(in.height(), in.width(), in.channels());
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                normalize(in.data(), in.at(y, x, 0), mean, deviation, weight, bias, out.data(), out.at(y, x, 0));
            }
        }
        return buffers.finished(name, out);
    }

    /** Normalizes one pixel, all channels. */
    private static void normalize(
            float[] in, int in0, float[] mean, float[] deviation, float[] weight, float[] bias, float[] out, int out0) {
        int c = 0;
        for (; c < Simd.SPECIES.loopBound(mean.length); c += Simd.LANES) {
            FloatVector.fromArray(Simd.SPECIES, in, in0 + c)
                    .sub(FloatVector.fromArray(Simd.SPECIES, mean, c))
                    .div(FloatVector.fromArray(Simd.SPECIES, deviation, c))
                    .fma(FloatVector.fromArray(Simd.SPECIES, weight, c), FloatVector.fromArray(Simd.SPECIES, bias, c))
                    .intoArray(out, out0 + c);
        }
        for (; c < mean.length; c++) {
            out[out0 + c] = (in[in0 + c] - mean[c]) / deviation[c] * weight[c] + bias[c];
        }
    }
}
