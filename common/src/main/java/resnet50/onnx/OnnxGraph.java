package resnet50.onnx;

import java.util.List;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.Parameter;
import resnet50.core.WeightsFile;

/**
 * A network of the family as an ONNX graph. Each node has the name of its PyTorch module, and its output has the same
 * name. Batch norm is not folded, so every tensor of the weights file is in the graph bit for bit. Attributes such as
 * strides and pads follow <a href="https://onnx.ai/onnx/operators/">onnx.ai/onnx/operators</a>.
 */
final class OnnxGraph {
    /** The graph's input, [N][3][size][size]. */
    static final String INPUT = "input";

    /** The graph's output, [N][classes]. */
    static final String OUTPUT = "logits";

    /** The batch dimension. */
    static final String BATCH = "N";

    /** PyTorch's default epsilon of batch norm. */
    private static final float EPSILON = 1e-5f;

    private final ProtoMessage graph = new ProtoMessage();

    private OnnxGraph() {}

    /**
     * Returns the complete model.
     *
     * @param weights   weights, read when the message is written
     * @param inputSize rows and columns of the input picture
     */
    static ProtoMessage model(Architecture architecture, WeightsFile weights, int inputSize) {
        return new ProtoMessage()
                .put(Onnx.Model.IR_VERSION, Onnx.IR_VERSION)
                .put(Onnx.Model.PRODUCER_NAME, "resnet50")
                .put(Onnx.Model.DOC_STRING, "Input: normalized red, green and blue planes. Output: logits, before softmax.")
                .put(
                        Onnx.Model.OPSET_IMPORT,
                        new ProtoMessage().put(Onnx.OperatorSetId.DOMAIN, "").put(Onnx.OperatorSetId.VERSION, Onnx.OPSET))
                .put(Onnx.Model.GRAPH, new OnnxGraph().build(architecture, weights, inputSize));
    }

    private ProtoMessage build(Architecture architecture, WeightsFile weights, int inputSize) {
        String x = relu("relu", convAndNorm(architecture.stem(inputSize), INPUT));
        x = node("MaxPool", "maxpool", x, ints("kernel_shape", 3, 3), ints("strides", 2, 2), ints("pads", 1, 1, 1, 1));
        for (BlockShape block : architecture.blocks(inputSize)) {
            x = switch (architecture.block()) {
                case BASIC -> basicBlock(block, x);
                case BOTTLENECK -> bottleneck(block, x);
            };
        }
        x = node("GlobalAveragePool", "avgpool", x);
        x = node("Flatten", "flatten", x);
        node("Gemm", "fc", List.of(x, "fc.weight", "fc.bias"), OUTPUT, integer("transB", 1));

        graph.put(Onnx.Graph.NAME, architecture.name());
        for (Parameter p : architecture.parameters()) {
            graph.put(Onnx.Graph.INITIALIZER, tensor(p, weights));
        }
        graph.put(Onnx.Graph.INPUT, value(INPUT, 3, inputSize, inputSize));
        graph.put(Onnx.Graph.OUTPUT, value(OUTPUT, architecture.classes()));
        return graph;
    }

    private String basicBlock(BlockShape block, String in) {
        String name = block.name();
        String x = relu(name + ".relu1", convAndNorm(block.conv1(), in));
        x = convAndNorm(block.conv2(), x);
        return sum(block, x, in);
    }

    private String bottleneck(BlockShape block, String in) {
        String name = block.name();
        String x = relu(name + ".relu1", convAndNorm(block.conv1(), in));
        x = relu(name + ".relu2", convAndNorm(block.conv2(), x));
        x = convAndNorm(block.conv3(), x);
        return sum(block, x, in);
    }

    private String sum(BlockShape block, String x, String in) {
        String name = block.name();
        String shortcut = block.downsample() == null ? in : convAndNorm(block.downsample(), in);
        return relu(name + ".relu", node("Add", name + ".add", List.of(x, shortcut), name + ".add"));
    }

    private String convAndNorm(Convolution layer, String in) {
        String conv = layer.name();
        String norm = layer.norm();
        ConvShape shape = layer.shape();
        int pad = shape.pad();
        String x = node(
                "Conv",
                conv,
                List.of(in, conv + ".weight"),
                conv,
                ints("kernel_shape", shape.kernel(), shape.kernel()),
                ints("strides", shape.stride(), shape.stride()),
                ints("pads", pad, pad, pad, pad),
                integer("group", shape.groups()));
        List<String> statistics = List.of(x, norm + ".weight", norm + ".bias", norm + ".running_mean", norm + ".running_var");
        ProtoMessage epsilon = attribute("epsilon", Onnx.Attribute.TYPE_FLOAT).put(Onnx.Attribute.F, EPSILON);
        return node("BatchNormalization", norm, statistics, norm, epsilon);
    }

    private String relu(String name, String in) {
        return node("Relu", name, in);
    }

    private String node(String operator, String name, String in, ProtoMessage... attributes) {
        return node(operator, name, List.of(in), name, attributes);
    }

    /** Adds a node; returns the name of its output. */
    private String node(String operator, String name, List<String> inputs, String output, ProtoMessage... attributes) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(in -> node.put(Onnx.Node.INPUT, in));
        node.put(Onnx.Node.OUTPUT, output).put(Onnx.Node.NAME, name).put(Onnx.Node.OP_TYPE, operator);
        for (ProtoMessage attribute : attributes) {
            node.put(Onnx.Node.ATTRIBUTE, attribute);
        }
        graph.put(Onnx.Graph.NODE, node);
        return output;
    }

    private static ProtoMessage ints(String name, long... values) {
        ProtoMessage attribute = attribute(name, Onnx.Attribute.TYPE_INTS);
        for (long value : values) {
            attribute.put(Onnx.Attribute.INTS, value);
        }
        return attribute;
    }

    private static ProtoMessage integer(String name, long value) {
        return attribute(name, Onnx.Attribute.TYPE_INT).put(Onnx.Attribute.I, value);
    }

    private static ProtoMessage attribute(String name, int type) {
        return new ProtoMessage().put(Onnx.Attribute.NAME, name).put(Onnx.Attribute.TYPE, type);
    }

    /** Returns a tensor. ONNX conv weights have PyTorch's layout, [outC][inC/groups][kernel][kernel]. */
    private static ProtoMessage tensor(Parameter parameter, WeightsFile weights) {
        ProtoMessage tensor = new ProtoMessage();
        parameter.shape().forEach(dim -> tensor.put(Onnx.Tensor.DIMS, dim));
        return tensor.put(Onnx.Tensor.DATA_TYPE, Onnx.Tensor.FLOAT)
                .put(Onnx.Tensor.NAME, parameter.name())
                .put(Onnx.Tensor.RAW_DATA, weights, parameter.name(), parameter.elements());
    }

    /** Returns the description of a float value of shape [N] and {@code dims}. */
    private static ProtoMessage value(String name, long... dims) {
        ProtoMessage shape = new ProtoMessage().put(Onnx.Shape.DIM, new ProtoMessage().put(Onnx.Dimension.PARAM, BATCH));
        for (long dim : dims) {
            shape.put(Onnx.Shape.DIM, new ProtoMessage().put(Onnx.Dimension.VALUE, dim));
        }
        ProtoMessage floats = new ProtoMessage().put(Onnx.TensorType.ELEM_TYPE, Onnx.Tensor.FLOAT).put(Onnx.TensorType.SHAPE, shape);
        return new ProtoMessage()
                .put(Onnx.ValueInfo.NAME, name)
                .put(Onnx.ValueInfo.TYPE, new ProtoMessage().put(Onnx.Type.TENSOR_TYPE, floats));
    }
}
