package resnet50.conformance;

import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.WeightsFile;

/** The whole family on {@link ReferenceOperators}, for picture sizes of which PyTorch left no logits. */
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
        Picture x = convAndNorm(new Picture(size, size, 3, pixels), "conv1", "bn1", channels, 7, 2, 1).relu();
        ConvShape pool = new ConvShape(channels, x.height(), x.width(), channels, 3, 2, 1, channels);
        x = new Picture(pool.outH(), pool.outW(), channels, ReferenceOperators.maxPool2d(pool, x.data()));
        for (BlockShape block : architecture.blocks()) {
            x = block(x, block);
        }
        double[] mean = ReferenceOperators.avgPool2d(x.channels(), x.data());
        return ReferenceOperators.linear(mean, weights.floats("fc.weight"), weights.floats("fc.bias"));
    }

    private Picture block(Picture in, BlockShape b) {
        String p = b.name() + ".";
        Picture x = switch (architecture.block()) {
            case BASIC -> {
                Picture y = convAndNorm(in, p + "conv1", p + "bn1", b.width(), 3, b.stride(), 1).relu();
                yield convAndNorm(y, p + "conv2", p + "bn2", b.outC(), 3, 1, 1);
            }
            case BOTTLENECK -> {
                Picture y = convAndNorm(in, p + "conv1", p + "bn1", b.width(), 1, 1, 1).relu();
                y = convAndNorm(y, p + "conv2", p + "bn2", b.width(), 3, b.stride(), b.groups()).relu();
                yield convAndNorm(y, p + "conv3", p + "bn3", b.outC(), 1, 1, 1);
            }
        };
        Picture shortcut =
                b.downsample() ? convAndNorm(in, p + "downsample.0", p + "downsample.1", b.outC(), 1, b.stride(), 1) : in;
        double[] sum = ReferenceOperators.add(x.data(), shortcut.data());
        return new Picture(x.height(), x.width(), x.channels(), sum).relu();
    }

    private Picture convAndNorm(Picture in, String conv, String norm, int outC, int kernel, int stride, int groups) {
        ConvShape s = new ConvShape(in.channels(), in.height(), in.width(), outC, kernel, stride, kernel / 2, groups);
        double[] out = ReferenceOperators.conv2d(s, in.data(), weights.floats(conv + ".weight"));
        out = ReferenceOperators.batchNorm2d(
                out,
                weights.floats(norm + ".weight"),
                weights.floats(norm + ".bias"),
                weights.floats(norm + ".running_mean"),
                weights.floats(norm + ".running_var"));
        return new Picture(s.outH(), s.outW(), outC, out);
    }
}
