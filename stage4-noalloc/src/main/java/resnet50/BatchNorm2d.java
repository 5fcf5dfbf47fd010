package resnet50;

/**
 * Batch norm at inference, as a scale and a shift for each channel. The convolution before it applies them to every output as
 * it writes it.
 */
final class BatchNorm2d {
    /** PyTorch's default; keeps a channel that never varied from dividing by zero. */
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
            // (x - mean) / deviation * weight + bias, rearranged; in double, for it is done only once
            double factor = weight[c] / Math.sqrt(variance[c] + EPSILON);
            scale[c] = (float) factor;
            shift[c] = (float) (bias[c] - mean[c] * factor);
        }
    }

    /** One output of channel {@code c}, from the convolution's sum. */
    float normalize(float sum, int c) {
        return sum * scale[c] + shift[c];
    }
}
