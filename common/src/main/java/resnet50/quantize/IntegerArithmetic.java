package resnet50.quantize;

import java.util.HashMap;
import java.util.Map;
import resnet50.core.BlockShape;
import resnet50.core.Convolution;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;

/**
 * 8-bit integers, with the results of ONNX's {@code QLinearConv}, {@code QLinearAdd} and {@code
 * QLinearGlobalAveragePool} in exact arithmetic, halves rounded to even. Thread-safe.
 */
final class IntegerArithmetic implements Arithmetic {
    private record Layer(PackedConvolution convolution, Int8Layer weights, Int8Range input) {}

    private final Int8Network network;
    private final Map<String, String> inputNames;
    private final Map<String, Layer> layers = new HashMap<>();

    /** @param inputSize rows and columns of the input; may differ from that of the calibration */
    IntegerArithmetic(Int8Network network, int inputSize) {
        this.network = network;
        this.inputNames = Int8Network.inputNames(network.architecture());
        for (Convolution conv : network.architecture().convolutions(inputSize)) {
            Int8Layer layer = network.layer(conv.name());
            byte[] weights = layer.weights();
            PackedConvolution packed = new PackedConvolution(conv.shape(), index -> weights[index]);
            layers.put(conv.name(), new Layer(packed, layer, network.range(inputNames.get(conv.name()))));
        }
    }

    @Override
    public float[] input(float[] picture) {
        return codes(picture, network.range(Int8Network.INPUT));
    }

    /** Returns the centered codes of real numbers. */
    static float[] codes(float[] values, Int8Range range) {
        float[] codes = new float[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = range.centered(values[i]);
        }
        return codes;
    }

    @Override
    public float[] convolution(Convolution conv, float[] in, boolean relu) {
        Layer layer = layers.get(conv.name());
        Int8Range range = network.range(conv.name()); // after a ReLU, its zero point of 0 is the ReLU
        int[] bias = layer.weights.bias();
        float[] multipliers = multipliers(layer, range);
        return layer.convolution.run(in, (sums, channel, count, out, at) -> {
            for (int c = 0; c < count; c++) {
                out[at + c] = (float) requantized(sums[c] + bias[channel + c], multipliers[channel + c], range);
            }
        });
    }

    private static float[] multipliers(Layer layer, Int8Range range) {
        float[] multipliers = new float[layer.weights.scales().length];
        for (int c = 0; c < multipliers.length; c++) {
            multipliers[c] = layer.weights.unit(layer.input, c) / range.scale();
        }
        return multipliers;
    }

    /**
     * Converts a sum of products to a centered code of the output. The product of an integer below 2<sup>29</sup> and
     * a float's 24 bits is exact in a double, so only the rounding to an integer is one.
     */
    static double requantized(double sum, float multiplier, Int8Range range) {
        return range.clamped(Math.rint(sum * multiplier));
    }

    @Override
    public float[] sum(BlockShape block, float[] path, float[] shortcut) {
        Int8Range a = network.range(block.path().getLast().name());
        Int8Range b = network.range(Int8Network.shortcut(block, inputNames));
        Int8Range range = network.range(block.name());
        float[] out = new float[path.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) added(path[i], a, shortcut[i], b, range);
        }
        return out;
    }

    /** Adds two centered codes; the result is a centered code of {@code range}. */
    static double added(float x, Int8Range a, float y, Int8Range b, Int8Range range) {
        double real = (double) x * a.scale() + (double) y * b.scale();
        return range.clamped(Math.rint(real / range.scale()));
    }

    @Override
    public float[] average(float[] in, int channels) {
        Int8Range from = network.range(lastBlock());
        Int8Range to = network.range(Int8Network.AVERAGE);
        double[] sums = FloatArithmetic.channelSums(in, channels);
        double factor = (double) from.scale() * channels / ((double) to.scale() * in.length);
        float[] out = new float[channels];
        for (int c = 0; c < channels; c++) {
            out[c] = (float) to.clamped(Math.rint(sums[c] * factor));
        }
        return out;
    }

    private String lastBlock() {
        return network.architecture().blocks(network.inputSize()).getLast().name();
    }

    @Override
    public float[] logits(Convolution classifier, float[] features) {
        Layer layer = layers.get(classifier.name());
        int[] bias = layer.weights.bias();
        return layer.convolution.run(features, (sums, channel, count, out, at) -> {
            for (int c = 0; c < count; c++) {
                out[at + c] = (float) ((sums[c] + bias[channel + c]) * layer.weights.unit(layer.input, channel + c));
            }
        });
    }
}
