package resnet50.quantize;

import java.util.HashMap;
import java.util.Map;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.Convolution;
import resnet50.core.WeightsFile;

/** Real numbers: the network before quantization. Thread-safe. */
final class FloatArithmetic implements Arithmetic {
    private record Layer(PackedConvolution convolution, double[] bias) {}

    private final Map<String, Layer> layers = new HashMap<>();

    FloatArithmetic(Architecture architecture, int inputSize, WeightsFile file) {
        for (Convolution conv : architecture.convolutions(inputSize)) {
            FoldedLayer folded = FoldedLayer.of(conv, file);
            float[] weights = folded.weights();
            layers.put(conv.name(), new Layer(new PackedConvolution(conv.shape(), index -> weights[index]), folded.bias()));
        }
    }

    @Override
    public float[] input(float[] picture) {
        return picture;
    }

    @Override
    public float[] convolution(Convolution conv, float[] in, boolean relu) {
        Layer layer = layers.get(conv.name());
        double low = relu ? 0 : Double.NEGATIVE_INFINITY;
        return layer.convolution.run(in, (sums, channel, count, out, at) -> {
            for (int c = 0; c < count; c++) {
                out[at + c] = (float) Math.max(low, sums[c] + layer.bias[channel + c]);
            }
        });
    }

    @Override
    public float[] sum(BlockShape block, float[] path, float[] shortcut) {
        float[] out = new float[path.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, path[i] + shortcut[i]);
        }
        return out;
    }

    @Override
    public float[] average(float[] in, int channels) {
        double[] sums = channelSums(in, channels);
        float[] out = new float[channels];
        for (int c = 0; c < channels; c++) {
            out[c] = (float) (sums[c] * channels / in.length);
        }
        return out;
    }

    /** Returns the sum of each channel over all pixels. */
    static double[] channelSums(float[] in, int channels) {
        double[] sums = new double[channels];
        for (int at = 0; at < in.length; at += channels) {
            for (int c = 0; c < channels; c++) {
                sums[c] += in[at + c];
            }
        }
        return sums;
    }

    @Override
    public float[] logits(Convolution classifier, float[] features) {
        return convolution(classifier, features, false);
    }
}
