package resnet50;

/**
 * Batch norm at inference: each channel is normalized by the training data's mean and variance,
 * then scaled by the learned weight and shifted by the learned bias.
 * The preceding convolution applies it to each output before it stores the output.
 */
final class BatchNorm2d {
    /** PyTorch's default. It prevents a division by zero for a channel of zero variance. */
    private static final float EPSILON = 1e-5f;

    private final float[] scale; // [channels]
    private final float[] shift; // [channels]

    BatchNorm2d(String name, Weights weights) {
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

    /** Applies the scale and shift of channel {@code c} to a convolution's sum. */
    float normalize(float sum, int c) {
        return sum * scale[c] + shift[c];
    }
}
