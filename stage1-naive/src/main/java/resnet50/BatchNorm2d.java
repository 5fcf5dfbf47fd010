package resnet50;

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
                for (int c = 0; c < in.channels(); c++) {
                    float normalized = (in.data()[in.at(y, x, c)] - mean[c]) / deviation[c];
                    out.data()[out.at(y, x, c)] = normalized * weight[c] + bias[c];
                }
            }
        }
        return buffers.finished(name, out);
    }
}
