package resnet50.core;

/**
 * The integer weights of a convolution or of the fully connected layer. Batch norm is folded into them.
 *
 * @param weights [outC][inC/groups][kernel][kernel], −127 to 127; the real weight is the integer times the scale of its
 *                output channel
 * @param scales  [outC], positive normal floats
 * @param bias    [outC], in units of the input's scale times the channel's scale
 */
public record Int8Layer(byte[] weights, float[] scales, int[] bias) {
    /** Largest magnitude of a weight. */
    public static final int MAX_WEIGHT = 127;

    /**
     * Largest magnitude of a bias. Together with the largest sum of products of a layer of the family, it stays below
     * 2<sup>29</sup>, so that a product with a float is exact in a double.
     */
    public static final int MAX_BIAS = 1 << 27;

    /** The real value of one unit of a channel's sum: a float product, as ONNX Runtime computes it. */
    public float unit(Int8Range input, int channel) {
        return input.scale() * scales[channel];
    }

    /** Largest magnitude of this layer's weights. */
    public int maxWeight() {
        int max = 0;
        for (byte weight : weights) {
            max = Math.max(max, Math.abs(weight));
        }
        return max;
    }
}
