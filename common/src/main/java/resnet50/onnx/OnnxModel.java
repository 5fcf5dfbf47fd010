package resnet50.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of an ONNX file. Identity and Dropout are resolved: they are not among the nodes, and their consumers take
 * their inputs.
 *
 * @param nodes     in the file's order, without constants
 * @param constants initializers and the values of Constant nodes, by name
 * @param inputs    names of the graph's inputs that are not constants
 * @param consumers the nodes that take a value, by its name
 */
record OnnxModel(
        List<OnnxNode> nodes, Map<String, OnnxTensor> constants, List<String> inputs, Map<String, List<OnnxNode>> consumers) {
    private static final int MAX_NODES = 20_000;

    /** @throws OnnxException if the file is broken or too large */
    static OnnxModel read(OnnxBytes file) {
        ProtoReader model = ProtoReader.of(file);
        OnnxModel graph = null;
        while (model.next()) {
            if (model.number() == Onnx.Model.GRAPH && model.hasLength()) {
                graph = graph(model.message());
            }
        }
        if (graph == null) {
            throw OnnxException.broken("it has no graph");
        }
        return graph;
    }

    private static OnnxModel graph(ProtoReader graph) {
        List<OnnxNode> nodes = new ArrayList<>();
        Map<String, OnnxTensor> constants = new HashMap<>();
        List<String> inputs = new ArrayList<>();
        int count = 0;
        while (graph.next()) {
            switch (graph.number()) {
                case Onnx.Graph.NODE -> nodes.add(OnnxNode.read(graph.message()));
                case Onnx.Graph.INITIALIZER -> {
                    OnnxTensor tensor = OnnxTensor.read(graph.message());
                    constants.put(tensor.name(), tensor);
                }
                case Onnx.Graph.INPUT -> inputs.add(valueName(graph.message()));
                default -> {
                    // outputs, intermediate shapes and documentation
                }
            }
            if (++count > MAX_NODES) {
                throw OnnxException.other("is a graph of more than " + MAX_NODES + " parts");
            }
        }
        return resolved(nodes, constants, inputs);
    }

    /** @param value a ValueInfoProto */
    private static String valueName(ProtoReader value) {
        String name = "";
        while (value.next()) {
            if (value.number() == Onnx.ValueInfo.NAME) {
                name = value.text();
            }
        }
        return name;
    }

    private static OnnxModel resolved(List<OnnxNode> nodes, Map<String, OnnxTensor> constants, List<String> inputs) {
        Map<String, String> aliases = new HashMap<>();
        List<OnnxNode> operators = new ArrayList<>();
        Map<String, List<OnnxNode>> consumers = new HashMap<>();
        for (OnnxNode node : nodes) {
            if (node.is("Constant") && node.tensor().isPresent()) {
                constants.put(node.output(), node.tensor().get());
                continue;
            }
            List<String> from = node.inputs().stream().map(name -> aliases.getOrDefault(name, name)).toList();
            if (node.is("Identity") || node.is("Dropout")) {
                aliases.put(node.output(), from.isEmpty() ? "" : from.getFirst());
                continue;
            }
            OnnxNode operator = new OnnxNode(
                    node.operator(), node.domain(), node.name(), from, node.outputs(), node.integers(), node.floats(), node.texts(),
                    node.tensor());
            operators.add(operator);
            from.stream().distinct().forEach(name -> consumers.computeIfAbsent(name, _ -> new ArrayList<>()).add(operator));
        }
        List<String> free = inputs.stream().filter(name -> !constants.containsKey(name)).toList();
        return new OnnxModel(operators, constants, free, consumers);
    }
}
