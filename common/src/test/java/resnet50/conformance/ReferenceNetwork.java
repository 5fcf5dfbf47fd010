package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.WeightsFile;

/** All networks of the family on {@link ReferenceOperators}, for input sizes without logits from PyTorch. */
final class ReferenceNetwork {
    private final Architecture architecture;
    private final WeightsFile weights;

    ReferenceNetwork(Architecture architecture, WeightsFile weights) {
        this.architecture = architecture;
        this.weights = weights;
    }

    private record Picture(int height, int width, int channels, double[] data) {
        Picture relu() {
            return new Picture(height, width, channels, ReferenceOperators.relu(data));
        }
    }

    /** @param input // [size][size][3] */
    double[] logits(float[] input, int size) {
        double[] pixels = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            pixels[i] = input[i];
        }
        int channels = architecture.channels();
        Picture x = convAndNorm(new Picture(size, size, 3, pixels), architecture.stem(size)).relu();
        ConvShape pool = new ConvShape(channels, x.height(), x.width(), channels, 3, 2, 1, channels);
        x = new Picture(pool.outH(), pool.outW(), channels, ReferenceOperators.maxPool2d(pool, x.data()));
        for (BlockShape block : architecture.blocks(size)) {
            x = block(x, block);
        }
        double[] mean = ReferenceOperators.avgPool2d(x.channels(), x.data());
        return ReferenceOperators.linear(mean, weights.floats("fc.weight"), weights.floats("fc.bias"));
    }

    private Picture block(Picture in, BlockShape b) {
        Picture x = switch (architecture.block()) {
            case BASIC -> {
                Picture y = convAndNorm(in, b.conv1()).relu();
                yield convAndNorm(y, b.conv2());
            }
            case BOTTLENECK -> {
                Picture y = convAndNorm(in, b.conv1()).relu();
                y = convAndNorm(y, b.conv2()).relu();
                yield convAndNorm(y, b.conv3());
            }
        };
        Picture shortcut = b.downsample() == null ? in : convAndNorm(in, b.downsample());
        double[] sum = ReferenceOperators.add(x.data(), shortcut.data());
        return new Picture(x.height(), x.width(), x.channels(), sum).relu();
    }

    private Picture convAndNorm(Picture in, Convolution layer) {
        String norm = layer.norm();
        ConvShape l = layer.shape();
        ConvShape s =
                new ConvShape(in.channels(), in.height(), in.width(), l.outC(), l.kernel(), l.stride(), l.kernel() / 2, l.groups());
        assertEquals(s, l, layer.name());
        double[] out = ReferenceOperators.conv2d(s, in.data(), weights.floats(layer.name() + ".weight"));
        out = ReferenceOperators.batchNorm2d(
                out,
                weights.floats(norm + ".weight"),
                weights.floats(norm + ".bias"),
                weights.floats(norm + ".running_mean"),
                weights.floats(norm + ".running_var"));
        return new Picture(s.outH(), s.outW(), s.outC(), out);
    }
}
