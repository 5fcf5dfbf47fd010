package resnet50.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import resnet50.core.BlockShape;
import resnet50.core.Convolution;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;

/** Float arithmetic that computes each layer in integers too, from the same input, and compares. For one picture. */
final class NoiseMeter implements Arithmetic {
    private final FloatArithmetic floats;
    private final IntegerArithmetic integers;
    private final Int8Network network;
    private final Map<String, String> inputNames;
    private final List<LayerNoise> noises = new ArrayList<>();

    NoiseMeter(FloatArithmetic floats, IntegerArithmetic integers, Int8Network network) {
        this.floats = floats;
        this.integers = integers;
        this.network = network;
        this.inputNames = Int8Network.inputNames(network.architecture());
    }

    /** The layers in the order of the forward pass. */
    List<LayerNoise> noises() {
        return noises;
    }

    private float[] codes(float[] real, String range) {
        return IntegerArithmetic.codes(real, network.range(range));
    }

    private float[] compared(String name, float[] real, float[] codes) {
        noises.add(LayerNoise.of(name, real, codes, network.range(name).scale()));
        return real;
    }

    @Override
    public float[] input(float[] picture) {
        return compared(Int8Network.INPUT, picture, integers.input(picture));
    }

    @Override
    public float[] convolution(Convolution layer, float[] in, boolean relu) {
        float[] codes = integers.convolution(layer, codes(in, inputNames.get(layer.name())), relu);
        return compared(layer.name(), floats.convolution(layer, in, relu), codes);
    }

    @Override
    public float[] sum(BlockShape block, float[] path, float[] shortcut) {
        float[] codes = integers.sum(
                block,
                codes(path, block.path().getLast().name()),
                codes(shortcut, Int8Network.shortcut(block, inputNames)));
        return compared(block.name(), floats.sum(block, path, shortcut), codes);
    }

    @Override
    public float[] average(float[] in, int channels) {
        BlockShape last = network.architecture().blocks(network.inputSize()).getLast();
        float[] codes = integers.average(codes(in, last.name()), channels);
        return compared(Int8Network.AVERAGE, floats.average(in, channels), codes);
    }

    @Override
    public float[] logits(Convolution classifier, float[] features) {
        float[] real = floats.logits(classifier, features);
        Int8Range range = network.range(Int8Network.AVERAGE);
        float[] quantized = integers.logits(classifier, IntegerArithmetic.codes(features, range));
        noises.add(LayerNoise.of(classifier.name(), real, quantized, 1));
        return real;
    }
}
