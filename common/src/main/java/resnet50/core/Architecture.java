package resnet50.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.core.Parameter.Kind;

/**
 * A network of the ResNet family, as data (He et al., 2015; Xie et al., 2017 for groups; Zagoruyko and Komodakis, 2016
 * for width).
 *
 * @param name          torchvision's name
 * @param layers        number of blocks in {@code layer1} to {@code layer4}
 * @param channels      output channels of {@code conv1}, and the nominal channels of {@code layer1}; the nominal
 *                      channels double with each layer
 * @param groups        groups of the 3×3 convolutions in bottleneck blocks
 * @param widthPerGroup channels per group in {@code layer1}; doubles with each layer
 * @param classes       number of logits
 */
public record Architecture(
        String name, BlockKind block, List<Integer> layers, int channels, int groups, int widthPerGroup, int classes) {
    /** The two kinds of residual block; {@code expansion} is the ratio of output channels to nominal channels. */
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

    /** All networks named by torchvision, with ImageNet's 1000 classes. */
    public static List<Architecture> family() {
        return FAMILY;
    }

    public static Optional<Architecture> named(String name) {
        return FAMILY.stream().filter(a -> a.name.equals(name)).findFirst();
    }

    public Architecture withClasses(int newClasses) {
        return new Architecture(name, block, layers, channels, groups, widthPerGroup, newClasses);
    }

    /** The first convolution: 7×7, with a stride of 2. */
    public Convolution stem(int inputSize) {
        return new Convolution("conv1", new ConvShape(3, inputSize, inputSize, channels, 7, 2, 3, 1));
    }

    /** The max pooling after the first convolution: the shape of its window, with one group per channel. */
    public ConvShape pool(int inputSize) {
        return stem(inputSize).shape().then(channels, 3, 2, channels);
    }

    /** The residual blocks in execution order. */
    public List<BlockShape> blocks(int inputSize) {
        List<BlockShape> blocks = new ArrayList<>();
        ConvShape before = pool(inputSize);
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int index = 0; index < layers.get(layer); index++) {
                int stride = layer > 0 && index == 0 ? 2 : 1;
                BlockShape shape = block("layer" + (layer + 1) + "." + index, before, layer, stride);
                blocks.add(shape);
                before = shape.path().getLast().shape();
            }
        }
        return blocks;
    }

    private BlockShape block(String name, ConvShape before, int layer, int stride) {
        int nominal = channels << layer;
        int outC = nominal * block.expansion;
        List<ConvShape> path = new ArrayList<>();
        switch (block) {
            case BASIC -> {
                path.add(before.then(nominal, 3, stride, 1));
                path.add(path.getLast().then(outC, 3, 1, 1));
            }
            case BOTTLENECK -> {
                int width = (widthPerGroup << layer) * groups;
                path.add(before.then(width, 1, 1, 1));
                path.add(path.getLast().then(width, 3, stride, groups));
                path.add(path.getLast().then(outC, 1, 1, 1));
            }
        }
        List<Convolution> named = new ArrayList<>();
        for (ConvShape shape : path) {
            named.add(new Convolution(name + ".conv" + (named.size() + 1), shape));
        }
        boolean shortcutIsInput = stride == 1 && before.outC() == outC;
        Convolution downsample =
                shortcutIsInput ? null : new Convolution(name + ".downsample.0", before.then(outC, 1, stride, 1));
        return new BlockShape(name, named, downsample);
    }

    /** Channels of the fully connected layer's input. */
    public int features() {
        return (channels << (layers.size() - 1)) * block.expansion;
    }

    /** All layers with weights, in execution order, except that a block's shortcut comes last in its block. */
    public List<Convolution> convolutions(int inputSize) {
        List<Convolution> all = new ArrayList<>();
        all.add(stem(inputSize));
        blocks(inputSize).forEach(b -> all.addAll(b.convolutions()));
        all.add(new Convolution("fc", ConvShape.linear(features(), classes)));
        return all;
    }

    /** All tensors of the network, in torchvision's order. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        addConvAndNorm(all, stem(EngineOptions.USUAL_INPUT_SIZE));
        for (BlockShape b : blocks(EngineOptions.USUAL_INPUT_SIZE)) {
            b.convolutions().forEach(c -> addConvAndNorm(all, c));
        }
        all.add(new Parameter("fc.weight", Kind.FC_WEIGHT, List.of((long) classes, (long) features())));
        all.add(new Parameter("fc.bias", Kind.FC_BIAS, List.of((long) classes)));
        return all;
    }

    private static void addConvAndNorm(List<Parameter> all, Convolution conv) {
        ConvShape s = conv.shape();
        long outC = s.outC();
        long kernel = s.kernel();
        all.add(new Parameter(conv.name() + ".weight", Kind.CONV_WEIGHT, List.of(outC, (long) s.groupInC(), kernel, kernel)));
        all.add(new Parameter(conv.norm() + ".weight", Kind.BN_WEIGHT, List.of(outC)));
        all.add(new Parameter(conv.norm() + ".bias", Kind.BN_BIAS, List.of(outC)));
        all.add(new Parameter(conv.norm() + ".running_mean", Kind.BN_RUNNING_MEAN, List.of(outC)));
        all.add(new Parameter(conv.norm() + ".running_var", Kind.BN_RUNNING_VAR, List.of(outC)));
    }
}
