package resnet50.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Recognizes a network of the family in an ONNX graph by its structure and gives its parameters torchvision's names.
 * The names in the graph do not matter. The walk starts at the graph's input and follows the values through stem,
 * blocks and classifier.
 */
public final class OnnxImport {
    /** Operators that compute the new shape for a Reshape. */
    private static final Set<String> SHAPES = Set.of("Constant", "Shape", "Gather", "Unsqueeze", "Concat", "Slice", "Cast");
    private static final Set<String> OPERATORS = Set.of("Conv", "BatchNormalization", "Relu", "MaxPool", "Add", "Sum", "GlobalAveragePool",
            "AveragePool", "ReduceMean", "Flatten", "Reshape", "Squeeze", "Gemm", "MatMul", "Softmax", "LogSoftmax");
    private static final Set<String> POOLS = Set.of("GlobalAveragePool", "AveragePool", "ReduceMean");
    private static final Set<String> FLATTENINGS = Set.of("Flatten", "Reshape", "Squeeze");
    private static final int MAX_BLOCKS = 400;

    private final OnnxModel model;
    private final OnnxLayers layers;
    private final Set<OnnxNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private OnnxImport(OnnxModel model) {
        this.model = model;
        this.layers = new OnnxLayers(model);
    }

    /**
     * The parameters of the network in a file. No tensor is read.
     *
     * @throws OnnxException if the file is broken, or the graph is not that of a network of the family
     */
    public static List<OnnxParameter> read(OnnxBytes file) {
        return new OnnxImport(OnnxModel.read(file)).read();
    }

    private List<OnnxParameter> read() {
        for (OnnxNode node : model.nodes()) {
            boolean known = OPERATORS.contains(node.operator()) || SHAPES.contains(node.operator());
            if (!known || !node.domain().isEmpty()) {
                throw OnnxException.other("has the operator " + node.shown() + ", which no ResNet of the family has");
            }
        }
        if (model.inputs().size() != 1) {
            throw OnnxException.other("has " + model.inputs().size() + " inputs, not one");
        }
        classifier(blocks(stem(model.inputs().getFirst())));
        for (OnnxNode node : model.nodes()) {
            if (!visited.contains(node) && !SHAPES.contains(node.operator())) {
                throw OnnxException.other("has the operator " + node.shown() + " outside the layers of a ResNet");
            }
        }
        return layers.parameters();
    }

    private String stem(String input) {
        Unit conv = unit(only(input, "Conv"));
        conv.layer.require(7, 2, 1);
        layers.add("conv1", "bn1", conv.layer);
        OnnxNode relu = visit(only(conv.output, "Relu"));
        OnnxNode pool = visit(only(relu.output(), "MaxPool"));
        boolean standard = pool.uniform("kernel_shape", 0) == 3 && pool.uniform("strides", 1) == 2 && pool.uniform("pads", 0) == 1
                && pool.uniform("dilations", 1) == 1 && pool.integer("ceil_mode", 0) == 0;
        if (!standard) {
            throw OnnxException.other("has another pooling than ResNet's at " + pool.shown());
        }
        return pool.output();
    }

    /**
     * A convolution with its batch norm.
     *
     * @param output name of the result
     */
    private record Unit(OnnxLayers.Layer layer, String output) {}

    private Unit unit(OnnxNode conv) {
        visit(conv);
        List<OnnxNode> next = next(conv.output());
        if (next.size() == 1 && next.getFirst().is("BatchNormalization")) {
            OnnxNode norm = visit(next.getFirst());
            return new Unit(layers.layer(conv, norm), norm.output());
        }
        return new Unit(layers.layer(conv, null), conv.output());
    }

    /**
     * Convolutions in a row from a block's input to its addition, with ReLU between them.
     *
     * @param sum the addition
     */
    private record Chain(List<OnnxLayers.Layer> layers, OnnxNode sum) {}

    private Chain chain(OnnxNode first) {
        List<OnnxLayers.Layer> found = new ArrayList<>();
        OnnxNode conv = first;
        while (found.size() < 3) {
            Unit unit = unit(conv);
            found.add(unit.layer);
            OnnxNode next = only(unit.output, "Relu", "Add", "Sum");
            if (!next.is("Relu")) {
                return new Chain(found, next);
            }
            conv = only(visit(next).output(), "Conv");
        }
        throw OnnxException.other("has a block of more than three convolutions at " + first.shown());
    }

    /** Returns the name of the last block's output. */
    private String blocks(String input) {
        String x = input;
        int layer = 1;
        int index = 0;
        for (int count = 0; count < MAX_BLOCKS; count++) {
            List<OnnxNode> next = next(x);
            if (next.size() == 1) {
                return x;
            }
            if (next.size() != 2) {
                throw OnnxException.other("is no ResNet: " + next.size() + " operators take the value of one block");
            }
            boolean projection = next.stream().allMatch(node -> node.is("Conv"));
            if (projection && count > 0) {
                layer++;
                index = 0;
            }
            x = block("layer" + layer + "." + index, layer > 1 && index == 0 ? 2 : 1, next);
            index++;
        }
        throw OnnxException.other("has more than " + MAX_BLOCKS + " blocks");
    }

    private String block(String name, int stride, List<OnnxNode> first) {
        List<Chain> chains = first.stream().filter(node -> node.is("Conv")).map(this::chain).toList();
        if (chains.isEmpty()) {
            throw OnnxException.other("has no convolutions in a block, at " + first.getFirst().shown());
        }
        Chain main = chains.getFirst();
        if (chains.size() == 2) {
            boolean inOrder = main.layers.size() > chains.getLast().layers.size();
            main = inOrder ? chains.getFirst() : chains.getLast();
            Chain shortcut = inOrder ? chains.getLast() : chains.getFirst();
            if (shortcut.layers.size() != 1 || !shortcut.sum.equals(main.sum)) {
                throw OnnxException.other("has another shortcut than ResNet's at " + first.getFirst().shown());
            }
            shortcut.layers.getFirst().require(1, stride, 1);
            layers.add(name + ".downsample.0", name + ".downsample.1", shortcut.layers.getFirst());
        } else if (first.stream().noneMatch(main.sum::equals)) {
            throw OnnxException.other("has no shortcut at " + first.getFirst().shown());
        }
        main(name, stride, main.layers);
        return visit(only(visit(main.sum).output(), "Relu")).output();
    }

    private void main(String name, int stride, List<OnnxLayers.Layer> main) {
        switch (main.size()) {
            case 2 -> {
                main.getFirst().require(3, stride, 1);
                main.getLast().require(3, 1, 1);
            }
            case 3 -> {
                if (stride == 2 && main.get(0).stride() == 2 && main.get(1).stride() == 1) {
                    throw OnnxException.other("has its strides in the 1x1 convolutions (ResNet v1, as MXNet and Caffe have it), at "
                            + main.getFirst().conv().shown());
                }
                main.get(0).require(1, 1, 1);
                main.get(1).require(3, stride, main.get(1).groups());
                main.get(2).require(1, 1, 1);
            }
            default -> throw OnnxException.other("has a block of one convolution at " + main.getFirst().conv().shown());
        }
        for (int i = 0; i < main.size(); i++) {
            layers.add(name + ".conv" + (i + 1), name + ".bn" + (i + 1), main.get(i));
        }
    }

    /** @param input the last block's output */
    private void classifier(String input) {
        OnnxNode pool = only(input, POOLS.toArray(String[]::new));
        visit(pool);
        List<Long> axes = pool.integers().getOrDefault("axes", List.of());
        boolean wrongAxes = !axes.isEmpty() && !Set.of(2L, 3L).equals(Set.copyOf(axes.stream().map(a -> Math.floorMod(a, 4L)).toList()));
        if (wrongAxes || (pool.is("AveragePool") && pool.uniform("kernel_shape", 0) < 7)) {
            throw OnnxException.other("does not average whole planes at " + pool.shown());
        }
        String x = flattened(pool.output());
        List<OnnxNode> next = next(x);
        if (next.isEmpty()) {
            return; // a graph of features
        }
        OnnxNode fc = visit(only(x, "Gemm", "MatMul", "Conv"));
        x = fc.output();
        OnnxNode bias = null;
        if (fc.is("MatMul") && next(x).size() == 1 && next(x).getFirst().is("Add")) {
            bias = visit(next(x).getFirst());
            x = bias.output();
        }
        layers.addClassifier(fc, bias);
        x = flattened(x);
        if (!next(x).isEmpty()) {
            visit(only(x, "Softmax", "LogSoftmax")); // labels come from logits
        }
    }

    private String flattened(String value) {
        String x = value;
        for (List<OnnxNode> next = next(x); next.size() == 1 && FLATTENINGS.contains(next.getFirst().operator()); next = next(x)) {
            if (!visited.add(next.getFirst())) {
                throw OnnxException.broken("a cycle at " + next.getFirst().shown());
            }
            x = next.getFirst().output();
        }
        return x;
    }

    /** The operators that take a value, without those that compute shapes. */
    private List<OnnxNode> next(String value) {
        return model.consumers().getOrDefault(value, List.of()).stream().filter(node -> !SHAPES.contains(node.operator())).toList();
    }

    private OnnxNode only(String value, String... operators) {
        List<OnnxNode> next = next(value);
        if (next.size() != 1 || !List.of(operators).contains(next.getFirst().operator())) {
            String found = next.isEmpty() ? "nothing" : next.getFirst().shown();
            throw OnnxException.other("is no ResNet: " + found + " follows instead of " + String.join(" or ", operators));
        }
        return next.getFirst();
    }

    private OnnxNode visit(OnnxNode node) {
        if (!visited.add(node)) {
            throw OnnxException.broken("a cycle at " + node.shown());
        }
        return node;
    }
}
