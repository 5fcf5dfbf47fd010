package resnet50.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in 8-bit integers: weights of each layer, ranges of its activations.
 *
 * @param inputSize rows and columns of the pictures that the ranges were determined with
 * @param layers    by the names of {@link Architecture#convolutions}
 * @param ranges    by the names of {@link #rangeNames}
 */
public record Int8Network(
        Architecture architecture, int inputSize, Map<String, Int8Layer> layers, Map<String, Int8Range> ranges) {
    /** Name of the range of the network's input. */
    public static final String INPUT = "input";

    /** Name of the range of the average pooling's output. */
    public static final String AVERAGE = "avgpool";

    /** Name of the last layer, whose output has no range: logits are real numbers. */
    public static final String CLASSIFIER = "fc";

    /** @throws IllegalArgumentException if a layer or a range is missing or does not fit the network */
    public Int8Network {
        layers = Map.copyOf(layers);
        ranges = Map.copyOf(ranges);
        for (String name : rangeNames(architecture)) {
            if (!ranges.containsKey(name)) {
                throw new IllegalArgumentException("no range of " + name);
            }
        }
        for (String name : namesAfterReLU(architecture)) {
            if (ranges.get(name).zeroPoint() != 0) {
                throw new IllegalArgumentException(
                        "range of " + name + " has the zero point " + ranges.get(name).zeroPoint() + ", but after a ReLU it is 0");
            }
        }
        for (Convolution conv : architecture.convolutions(inputSize)) {
            check(conv, layers.get(conv.name()));
        }
    }

    /** Returns the names of the activations after a ReLU. Their zero point is 0, so that clipping at code 0 is the ReLU. */
    public static List<String> namesAfterReLU(Architecture architecture) {
        List<String> names = new ArrayList<>();
        names.add(architecture.stem(EngineOptions.USUAL_INPUT_SIZE).name());
        for (BlockShape block : architecture.blocks(EngineOptions.USUAL_INPUT_SIZE)) {
            block.convolutions().stream().filter(conv -> !isSigned(block, conv)).forEach(conv -> names.add(conv.name()));
            names.add(block.name());
        }
        return names;
    }

    private static void check(Convolution conv, Int8Layer layer) {
        ConvShape s = conv.shape();
        long weights = (long) s.outC() * s.groupInC() * s.kernel() * s.kernel();
        if (layer == null || layer.weights().length != weights || layer.scales().length != s.outC()
                || layer.bias().length != s.outC()) {
            throw new IllegalArgumentException("layer " + conv.name() + " is missing or has another shape");
        }
        for (float scale : layer.scales()) {
            if (!Int8Range.isScale(scale)) {
                throw new IllegalArgumentException("layer " + conv.name() + " has a weight scale of " + scale);
            }
        }
        for (int bias : layer.bias()) {
            if (bias < -Int8Layer.MAX_BIAS || bias > Int8Layer.MAX_BIAS) {
                throw new IllegalArgumentException("layer " + conv.name() + " has a bias of " + bias);
            }
        }
        for (byte weight : layer.weights()) {
            if (weight < -Int8Layer.MAX_WEIGHT) {
                throw new IllegalArgumentException("layer " + conv.name() + " has a weight of " + weight);
            }
        }
    }

    /**
     * Returns the names of all activations that have a range: {@value #INPUT}; each convolution by its name, after the
     * ReLU if one follows; each block's sum, after the ReLU, by the block's name; {@value #AVERAGE}.
     */
    public static List<String> rangeNames(Architecture architecture) {
        List<String> names = new ArrayList<>();
        names.add(INPUT);
        names.add(architecture.stem(EngineOptions.USUAL_INPUT_SIZE).name());
        for (BlockShape block : architecture.blocks(EngineOptions.USUAL_INPUT_SIZE)) {
            block.convolutions().forEach(conv -> names.add(conv.name()));
            names.add(block.name());
        }
        names.add(AVERAGE);
        return names;
    }

    /** Returns the names of the ranges of the layers' inputs, by the layers' names. */
    public static Map<String, String> inputNames(Architecture architecture) {
        Map<String, String> inputs = new HashMap<>();
        String before = architecture.stem(EngineOptions.USUAL_INPUT_SIZE).name();
        inputs.put(before, INPUT);
        for (BlockShape block : architecture.blocks(EngineOptions.USUAL_INPUT_SIZE)) {
            String in = before;
            for (Convolution conv : block.path()) {
                inputs.put(conv.name(), in);
                in = conv.name();
            }
            if (block.downsample() != null) {
                inputs.put(block.downsample().name(), before);
            }
            before = block.name();
        }
        inputs.put(CLASSIFIER, AVERAGE);
        return inputs;
    }

    /** Returns whether the range of a convolution has both signs: no ReLU follows before the residual add. */
    public static boolean isSigned(BlockShape block, Convolution conv) {
        return conv.equals(block.path().getLast()) || conv.equals(block.downsample());
    }

    /** The range of an activation. */
    public Int8Range range(String name) {
        return ranges.get(name);
    }

    /** The layer of that name. */
    public Int8Layer layer(String name) {
        return layers.get(name);
    }

    /** Name of the range of a block's shortcut, as the residual add reads it. */
    public static String shortcut(BlockShape block, Map<String, String> inputNames) {
        return block.downsample() == null ? inputNames.get(block.conv1().name()) : block.downsample().name();
    }

    /** Largest magnitude of a weight of any layer. */
    public int maxWeight() {
        return layers.values().stream().mapToInt(Int8Layer::maxWeight).max().orElseThrow();
    }
}
