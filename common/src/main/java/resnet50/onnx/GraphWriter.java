package resnet50.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts a graph together, node by node. A node has the name of its output. */
final class GraphWriter {
    /** The graph's input, [N][3][size][size]. */
    static final String INPUT = "input";

    /** The graph's output, [N][classes]. */
    static final String OUTPUT = "logits";

    /** The batch dimension. */
    static final String BATCH = "N";

    private final ProtoMessage graph = new ProtoMessage();

    /**
     * Completes the graph and returns the model.
     *
     * @param name   of the graph
     * @param opsets versions of the operator sets, by domain
     */
    ProtoMessage model(String name, int inputSize, int classes, Map<String, Integer> opsets) {
        graph.put(Onnx.Graph.NAME, name)
                .put(Onnx.Graph.INPUT, value(INPUT, 3, inputSize, inputSize))
                .put(Onnx.Graph.OUTPUT, value(OUTPUT, classes));
        ProtoMessage model = new ProtoMessage()
                .put(Onnx.Model.IR_VERSION, Onnx.IR_VERSION)
                .put(Onnx.Model.PRODUCER_NAME, "resnet50")
                .put(Onnx.Model.DOC_STRING, "Input: normalized red, green and blue planes. Output: logits, before softmax.");
        opsets.forEach((domain, version) -> model.put(
                Onnx.Model.OPSET_IMPORT,
                new ProtoMessage().put(Onnx.OperatorSetId.DOMAIN, domain).put(Onnx.OperatorSetId.VERSION, version)));
        return model.put(Onnx.Model.GRAPH, graph);
    }

    /** Adds a node of ONNX's own operators; returns the name of its output. */
    String node(String operator, String output, List<String> inputs, ProtoMessage... attributes) {
        return node("", operator, output, inputs, attributes);
    }

    /** Adds a node of a domain; returns the name of its output. */
    String node(String domain, String operator, String output, List<String> inputs, ProtoMessage... attributes) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(in -> node.put(Onnx.Node.INPUT, in));
        String name = output.equals(OUTPUT) ? "fc" : output;
        node.put(Onnx.Node.OUTPUT, output).put(Onnx.Node.NAME, name).put(Onnx.Node.OP_TYPE, operator);
        Arrays.stream(attributes).forEach(attribute -> node.put(Onnx.Node.ATTRIBUTE, attribute));
        if (!domain.isEmpty()) {
            node.put(Onnx.Node.DOMAIN, domain);
        }
        graph.put(Onnx.Graph.NODE, node);
        return output;
    }

    /** Adds a constant. */
    void initializer(ProtoMessage tensor) {
        graph.put(Onnx.Graph.INITIALIZER, tensor);
    }

    /** Returns the head of a tensor, to which its elements are added. */
    static ProtoMessage tensor(String name, int dataType, List<Long> shape) {
        ProtoMessage tensor = new ProtoMessage();
        shape.forEach(dim -> tensor.put(Onnx.Tensor.DIMS, dim));
        return tensor.put(Onnx.Tensor.DATA_TYPE, dataType).put(Onnx.Tensor.NAME, name);
    }

    static ProtoMessage ints(String name, long... values) {
        ProtoMessage attribute = attribute(name, Onnx.Attribute.TYPE_INTS);
        for (long value : values) {
            attribute.put(Onnx.Attribute.INTS, value);
        }
        return attribute;
    }

    static ProtoMessage integer(String name, long value) {
        return attribute(name, Onnx.Attribute.TYPE_INT).put(Onnx.Attribute.I, value);
    }

    static ProtoMessage real(String name, float value) {
        return attribute(name, Onnx.Attribute.TYPE_FLOAT).put(Onnx.Attribute.F, value);
    }

    private static ProtoMessage attribute(String name, int type) {
        return new ProtoMessage().put(Onnx.Attribute.NAME, name).put(Onnx.Attribute.TYPE, type);
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
