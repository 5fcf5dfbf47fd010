package resnet50;

/** The fully connected layer: each output is the dot product of the input and a row of weights, plus a bias. */
final class Linear {
    private final String name;
    private final Weights weights;
    private final Buffers buffers;

    Linear(String name, Weights weights, Buffers buffers) {
        this.name = name;
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * Multiplies the weight matrix by the input and adds the bias.
     *
     * @param in [1][1][inputs]
     * @return [1][1][outputs]
     */
    Activation forward(Activation in) {
        float[] weight = weights.read(name + ".weight"); // [outputs][inputs]
        float[] bias = weights.read(name + ".bias"); // [outputs]
        Activation out = buffers.take(1, 1, bias.length);
        for (int o = 0; o < bias.length; o++) {
            float sum = 0;
            for (int i = 0; i < in.channels(); i++) {
                sum += in.data()[in.at(0, 0, i)] * weight[o * in.channels() + i];
            }
            out.data()[out.at(0, 0, o)] = sum + bias[o];
        }
        return buffers.finished(name, out);
    }
}
