package resnet50.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.text.Json;

/**
 * A network's layers under torchvision's names, with output shapes, learned parameters and multiply-accumulate operations
 * (MACs).
 *
 * @param architecture torchvision's name
 * @param input        [channels][rows][columns]
 * @param parameters   learned numbers, as PyTorch counts them: without the running statistics of batch norms
 * @param macs         of convolutions and the fully connected layer, for one picture
 */
public record Structure(String architecture, List<Integer> input, long parameters, long macs, List<Layer> layers) {
    /** Depth of a listing of all layers; 1 groups them by {@code layer1} to {@code layer4}, 2 by blocks. */
    public static final int ALL_LAYERS = 3;

    /**
     * A layer, or several that have the beginning of their names in common.
     *
     * @param operation PyTorch's name, with kernel size, stride and groups: {@code Conv2d 3x3/2, 32 groups}
     * @param output    [channels][rows][columns]
     */
    public record Layer(String name, String operation, List<Integer> output, long parameters, long macs) {
        public Layer {
            output = List.copyOf(output);
        }
    }

    public Structure {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
    }

    /**
     * Lists the layers of a network.
     *
     * @param inputSize rows and columns of a picture
     * @param depth     1 to {@link #ALL_LAYERS}
     */
    public static Structure of(Architecture architecture, int inputSize, int depth) {
        List<Layer> all = allLayers(architecture, inputSize);
        return new Structure(
                architecture.name(),
                List.of(architecture.stem(inputSize).shape().inC(), inputSize, inputSize),
                all.stream().mapToLong(Layer::parameters).sum(),
                all.stream().mapToLong(Layer::macs).sum(),
                depth == ALL_LAYERS ? all : grouped(architecture, all, depth));
    }

    private static List<Layer> allLayers(Architecture architecture, int inputSize) {
        List<Layer> layers = new ArrayList<>();
        addConv(layers, architecture.stem(inputSize));
        addSame(layers, "relu", "ReLU");
        ConvShape pool = architecture.pool(inputSize);
        layers.add(new Layer("maxpool", "MaxPool2d " + window(pool), output(pool), 0, 0));
        for (BlockShape block : architecture.blocks(inputSize)) {
            for (Convolution conv : block.path()) {
                addConv(layers, conv);
                if (!conv.equals(block.path().getLast())) {
                    addSame(layers, block.name() + ".relu", "ReLU");
                }
            }
            if (block.downsample() != null) {
                addConv(layers, block.downsample());
            }
            addSame(layers, block.name() + ".add", "Add");
            addSame(layers, block.name() + ".relu", "ReLU");
        }
        ConvShape fc = architecture.convolutions(inputSize).getLast().shape();
        layers.add(new Layer("avgpool", "AvgPool2d", List.of(fc.inC(), 1, 1), 0, 0));
        layers.add(new Layer("fc", "Linear", List.of(fc.outC(), 1, 1), fc.macs() + fc.outC(), fc.macs()));
        return layers;
    }

    private static void addConv(List<Layer> layers, Convolution conv) {
        ConvShape s = conv.shape();
        String operation = "Conv2d " + window(s) + (s.groups() > 1 ? ", " + s.groups() + " groups" : "");
        long weights = (long) s.outC() * s.groupInC() * s.kernel() * s.kernel();
        layers.add(new Layer(conv.name(), operation, output(s), weights, s.macs()));
        layers.add(new Layer(conv.norm(), "BatchNorm2d", output(s), 2L * s.outC(), 0));
    }

    private static void addSame(List<Layer> layers, String name, String operation) {
        layers.add(new Layer(name, operation, layers.getLast().output(), 0, 0));
    }

    private static String window(ConvShape s) {
        return s.kernel() + "x" + s.kernel() + (s.stride() > 1 ? "/" + s.stride() : "");
    }

    private static List<Integer> output(ConvShape s) {
        return List.of(s.outC(), s.outH(), s.outW());
    }

    private static List<Layer> grouped(Architecture architecture, List<Layer> all, int depth) {
        List<Layer> groups = new ArrayList<>();
        for (Layer layer : all) {
            String name = prefix(layer.name(), depth);
            if (groups.isEmpty() || !groups.getLast().name().equals(name)) {
                String operation = name.equals(layer.name()) ? layer.operation() : blocks(architecture, name);
                groups.add(new Layer(name, operation, layer.output(), layer.parameters(), layer.macs()));
            } else {
                Layer before = groups.removeLast();
                groups.add(new Layer(
                        name,
                        before.operation(),
                        layer.output(),
                        before.parameters() + layer.parameters(),
                        before.macs() + layer.macs()));
            }
        }
        return groups;
    }

    /** The first components of a name. */
    private static String prefix(String name, int components) {
        String[] parts = name.split("\\.");
        return String.join(".", List.of(parts).subList(0, Math.min(components, parts.length)));
    }

    /** {@code Bottleneck} for a block, {@code 3 Bottleneck} for {@code layer1}. */
    private static String blocks(Architecture architecture, String name) {
        String kind = switch (architecture.block()) {
            case BASIC -> "BasicBlock";
            case BOTTLENECK -> "Bottleneck";
        };
        return name.contains(".") ? kind : architecture.layers().get(name.charAt(name.length() - 1) - '1') + " " + kind;
    }

    /** One JSON object. */
    public String toJson() {
        return Json.write(this);
    }

    /** A table, one line per layer, and the sums. */
    public String toText() {
        int names = layers.stream().mapToInt(l -> l.name().length()).max().orElse(0);
        int operations = layers.stream().mapToInt(l -> l.operation().length()).max().orElse(0);
        String row = "%-" + names + "s  %-" + operations + "s  %-11s  %11s  %14s\n";
        StringBuilder text = new StringBuilder();
        text.append(architecture).append(", input ").append(shape(input)).append("\n\n");
        text.append(String.format(Locale.ROOT, row, "layer", "operation", "output", "parameters", "MACs"));
        for (Layer l : layers) {
            text.append(String.format(
                    Locale.ROOT, row, l.name(), l.operation(), shape(l.output()), count(l.parameters()), count(l.macs())));
        }
        text.append(String.format(Locale.ROOT, row, "all", "", "", count(parameters), count(macs)));
        text.append('\n').append(totals()).append('\n');
        return text.toString().replaceAll(" +\n", "\n");
    }

    /** {@code 25,557,032 parameters, 102.2 MB as 32-bit floats; 4.09 GMACs per image}. */
    private String totals() {
        return String.format(Locale.ROOT, "%,d parameters, %.1f MB as 32-bit floats; %.2f GMACs per image",
                parameters, parameters * Float.BYTES / 1e6, macs / 1e9);
    }

    private static String shape(List<Integer> sizes) {
        return String.join("x", sizes.stream().map(String::valueOf).toList());
    }

    private static String count(long number) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
