package resnet50.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.core.Parameter.Kind;

/**
 * A member of the ResNet family, as data (He et al., 2015; Xie et al., 2017 for groups; Zagoruyko and Komodakis, 2016 for width).
 *
 * @param name          torchvision's name
 * @param layers        how many blocks {@code layer1} to {@code layer4} have
 * @param channels      what {@code conv1} puts out, and the nominal channels of {@code layer1}; they double with every layer
 * @param groups        groups of the 3×3 convolutions in bottleneck blocks
 * @param widthPerGroup channels of a group in {@code layer1}; doubles with every layer
 * @param classes       how many logits there are
 */
public record Architecture(
        String name, BlockKind block, List<Integer> layers, int channels, int groups, int widthPerGroup, int classes) {
    /** The two kinds of residual block; {@code expansion} is output channels over the layer's nominal channels. */
    public enum BlockKind {
        /** Two 3×3 convolutions. */
        BASIC(1),
        /** 1×1, 3×3, 1×1. */
        BOTTLENECK(4);

        private final int expansion;

        BlockKind(int expansion) {
            this.expansion = expansion;
        }
    }

    public static final int IMAGENET_CLASSES = 1000;

    private static final List<Architecture> FAMILY = List.of(
            member("resnet18", BlockKind.BASIC, List.of(2, 2, 2, 2), 1, 64),
            member("resnet34", BlockKind.BASIC, List.of(3, 4, 6, 3), 1, 64),
            member("resnet50", BlockKind.BOTTLENECK, List.of(3, 4, 6, 3), 1, 64),
            member("resnet101", BlockKind.BOTTLENECK, List.of(3, 4, 23, 3), 1, 64),
            member("resnet152", BlockKind.BOTTLENECK, List.of(3, 8, 36, 3), 1, 64),
            member("resnext50_32x4d", BlockKind.BOTTLENECK, List.of(3, 4, 6, 3), 32, 4),
            member("resnext101_32x8d", BlockKind.BOTTLENECK, List.of(3, 4, 23, 3), 32, 8),
            member("resnext101_64x4d", BlockKind.BOTTLENECK, List.of(3, 4, 23, 3), 64, 4),
            member("wide_resnet50_2", BlockKind.BOTTLENECK, List.of(3, 4, 6, 3), 1, 128),
            member("wide_resnet101_2", BlockKind.BOTTLENECK, List.of(3, 4, 23, 3), 1, 128));

    public Architecture {
        layers = List.copyOf(layers);
    }

    private static Architecture member(String name, BlockKind block, List<Integer> layers, int groups, int widthPerGroup) {
        return new Architecture(name, block, layers, 64, groups, widthPerGroup, IMAGENET_CLASSES);
    }

    /** All that torchvision has a name for, with ImageNet's 1000 classes. */
    public static List<Architecture> family() {
        return FAMILY;
    }

    public static Optional<Architecture> named(String name) {
        return FAMILY.stream().filter(a -> a.name.equals(name)).findFirst();
    }

    public Architecture withClasses(int newClasses) {
        return new Architecture(name, block, layers, channels, groups, widthPerGroup, newClasses);
    }

    /** The residual blocks in the order in which a picture passes them. */
    public List<BlockShape> blocks() {
        List<BlockShape> blocks = new ArrayList<>();
        int inC = channels;
        for (int layer = 0; layer < layers.size(); layer++) {
            int nominal = channels << layer;
            int outC = nominal * block.expansion;
            int width = switch (block) {
                case BASIC -> nominal;
                case BOTTLENECK -> (widthPerGroup << layer) * groups;
            };
            for (int index = 0; index < layers.get(layer); index++) {
                int stride = layer > 0 && index == 0 ? 2 : 1;
                boolean downsample = stride != 1 || inC != outC;
                String blockName = "layer" + (layer + 1) + "." + index;
                blocks.add(new BlockShape(blockName, inC, width, outC, stride, groups, downsample));
                inC = outC;
            }
        }
        return blocks;
    }

    /** Channels that the fully connected layer sees. */
    public int features() {
        return (channels << (layers.size() - 1)) * block.expansion;
    }

    /** Every layer that multiplies by weights, in the order in which a picture of some size passes them. */
    public List<Convolution> convolutions(int inputSize) {
        ConvShape stem = new ConvShape(3, inputSize, inputSize, channels, 7, 2, 3, 1);
        ConvShape pool = new ConvShape(channels, stem.outH(), stem.outW(), channels, 3, 2, 1, channels);
        List<Convolution> all = new ArrayList<>();
        all.add(new Convolution("conv1", stem));
        int size = pool.outH();
        for (BlockShape b : blocks()) {
            int outSize = Math.ceilDiv(size, b.stride());
            switch (block) {
                case BASIC -> {
                    all.add(convolution(b, "conv1", b.inC(), size, b.width(), 3, b.stride(), 1));
                    all.add(convolution(b, "conv2", b.width(), outSize, b.outC(), 3, 1, 1));
                }
                case BOTTLENECK -> {
                    all.add(convolution(b, "conv1", b.inC(), size, b.width(), 1, 1, 1));
                    all.add(convolution(b, "conv2", b.width(), size, b.width(), 3, b.stride(), b.groups()));
                    all.add(convolution(b, "conv3", b.width(), outSize, b.outC(), 1, 1, 1));
                }
            }
            if (b.downsample()) {
                all.add(convolution(b, "downsample.0", b.inC(), size, b.outC(), 1, b.stride(), 1));
            }
            size = outSize;
        }
        all.add(new Convolution("fc", new ConvShape(features(), 1, 1, classes, 1, 1, 0, 1)));
        return all;
    }

    private static Convolution convolution(
            BlockShape b, String name, int inC, int size, int outC, int kernel, int stride, int groups) {
        ConvShape shape = new ConvShape(inC, size, size, outC, kernel, stride, kernel / 2, groups);
        return new Convolution(b.name() + "." + name, shape);
    }

    /** Every tensor that the network wants, in torchvision's order. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        addConvAndNorm(all, "conv1", "bn1", channels, 3, 7);
        for (BlockShape b : blocks()) {
            String prefix = b.name() + ".";
            switch (block) {
                case BASIC -> {
                    addConvAndNorm(all, prefix + "conv1", prefix + "bn1", b.width(), b.inC(), 3);
                    addConvAndNorm(all, prefix + "conv2", prefix + "bn2", b.outC(), b.width(), 3);
                }
                case BOTTLENECK -> {
                    addConvAndNorm(all, prefix + "conv1", prefix + "bn1", b.width(), b.inC(), 1);
                    addConvAndNorm(all, prefix + "conv2", prefix + "bn2", b.width(), b.width() / b.groups(), 3);
                    addConvAndNorm(all, prefix + "conv3", prefix + "bn3", b.outC(), b.width(), 1);
                }
            }
            if (b.downsample()) {
                addConvAndNorm(all, prefix + "downsample.0", prefix + "downsample.1", b.outC(), b.inC(), 1);
            }
        }
        all.add(new Parameter("fc.weight", Kind.FC_WEIGHT, List.of((long) classes, (long) features())));
        all.add(new Parameter("fc.bias", Kind.FC_BIAS, List.of((long) classes)));
        return all;
    }

    private static void addConvAndNorm(List<Parameter> all, String conv, String norm, long outC, long inC, long kernel) {
        all.add(new Parameter(conv + ".weight", Kind.CONV_WEIGHT, List.of(outC, inC, kernel, kernel)));
        all.add(new Parameter(norm + ".weight", Kind.BN_WEIGHT, List.of(outC)));
        all.add(new Parameter(norm + ".bias", Kind.BN_BIAS, List.of(outC)));
        all.add(new Parameter(norm + ".running_mean", Kind.BN_RUNNING_MEAN, List.of(outC)));
        all.add(new Parameter(norm + ".running_var", Kind.BN_RUNNING_VAR, List.of(outC)));
    }
}
