package resnet50.quantize;

import resnet50.core.Int8Layer;
import resnet50.core.Int8Range;

/** Rounds a layer's weights and bias to integers: symmetric, with one scale per output channel. */
final class WeightQuantizer {
    private WeightQuantizer() {}

    /**
     * Quantizes a layer.
     *
     * @param outC      output channels
     * @param maxWeight largest magnitude of an integer weight
     */
    static Int8Layer quantize(FoldedLayer layer, int outC, Int8Range input, int maxWeight) {
        float[] weights = layer.weights();
        int fanIn = weights.length / outC;
        byte[] codes = new byte[weights.length];
        float[] scales = new float[outC];
        int[] bias = new int[outC];
        for (int c = 0; c < outC; c++) {
            float largest = 0;
            for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            float scale = scale(largest / maxWeight, layer.bias()[c], input);
            for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
                double code = Math.rint(weights[i] / (double) scale);
                codes[i] = (byte) Math.max(-maxWeight, Math.min(maxWeight, code));
            }
            scales[c] = scale;
            bias[c] = (int) Math.rint(layer.bias()[c] / (input.scale() * scale));
        }
        return new Int8Layer(codes, scales, bias);
    }

    /**
     * Returns a channel's scale: at least so large that the bias has a code and that the product with the input's
     * scale is a normal number. A dead channel, whose weights are all 0, gets its scale from its bias.
     */
    private static float scale(float wanted, double bias, Int8Range input) {
        double forBias = Math.abs(bias) / Int8Layer.MAX_BIAS / input.scale() * (1 + 1e-6);
        double forUnit = 2.0 * Float.MIN_NORMAL / Math.min(1, input.scale());
        return (float) Math.max(wanted, Math.max(forBias, forUnit));
    }
}
