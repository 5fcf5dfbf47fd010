package resnet50.onnx;

import java.util.List;
import java.util.Map;
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
    /** PyTorch's default epsilon of batch norm. */
    private static final float EPSILON = 1e-5f;

    private final GraphWriter graph = new GraphWriter();

    private OnnxGraph() {}

    /**
     * Returns the complete model.
     *
     * @param weights   weights, read when the message is written
     * @param inputSize rows and columns of the input picture
     */
    static ProtoMessage model(Architecture architecture, WeightsFile weights, int inputSize) {
        return new OnnxGraph().build(architecture, weights, inputSize);
    }

    private ProtoMessage build(Architecture architecture, WeightsFile weights, int inputSize) {
        String x = relu("relu", convAndNorm(architecture.stem(inputSize), GraphWriter.INPUT));
        x = graph.node(
                "MaxPool",
                "maxpool",
                List.of(x),
                GraphWriter.ints("kernel_shape", 3, 3),
                GraphWriter.ints("strides", 2, 2),
                GraphWriter.ints("pads", 1, 1, 1, 1));
        for (BlockShape block : architecture.blocks(inputSize)) {
            x = switch (architecture.block()) {
                case BASIC -> basicBlock(block, x);
                case BOTTLENECK -> bottleneck(block, x);
            };
        }
        x = graph.node("GlobalAveragePool", "avgpool", List.of(x));
        x = graph.node("Flatten", "flatten", List.of(x));
        graph.node("Gemm", GraphWriter.OUTPUT, List.of(x, "fc.weight", "fc.bias"), GraphWriter.integer("transB", 1));

        for (Parameter p : architecture.parameters()) {
            ProtoMessage head = GraphWriter.tensor(p.name(), Onnx.Tensor.FLOAT, p.shape());
            graph.initializer(head.put(Onnx.Tensor.RAW_DATA, weights, p.name(), p.elements()));
        }
        return graph.model(architecture.name(), inputSize, architecture.classes(), Map.of("", Onnx.OPSET));
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
        return relu(name + ".relu", graph.node("Add", name + ".add", List.of(x, shortcut)));
    }

    private String convAndNorm(Convolution layer, String in) {
        String conv = layer.name();
        String norm = layer.norm();
        ConvShape shape = layer.shape();
        int pad = shape.pad();
        String x = graph.node(
                "Conv",
                conv,
                List.of(in, conv + ".weight"),
                GraphWriter.ints("kernel_shape", shape.kernel(), shape.kernel()),
                GraphWriter.ints("strides", shape.stride(), shape.stride()),
                GraphWriter.ints("pads", pad, pad, pad, pad),
                GraphWriter.integer("group", shape.groups()));
        List<String> statistics = List.of(x, norm + ".weight", norm + ".bias", norm + ".running_mean", norm + ".running_var");
        return graph.node("BatchNormalization", norm, statistics, GraphWriter.real("epsilon", EPSILON));
    }

    private String relu(String name, String in) {
        return graph.node("Relu", name, List.of(in));
    }
}
