package resnet50.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.Int8Target;

/**
 * A network in 8-bit integers as an ONNX graph. Activations are uint8. The zero point is 0 after each ReLU, so ONNX
 * Runtime drops the ReLU and adds residuals in integers. Weights are int8 with one scale per output channel. Weights
 * beyond ±64 become uint8 with the zero point 128 if the model is for all processors: products of two uint8 never
 * saturate.
 */
final class Int8Graph {
    private static final String MICROSOFT = "com.microsoft";
    private static final int UNSIGNED_ZERO = 128;

    private final GraphWriter graph = new GraphWriter();
    private final Int8Network network;
    private final Map<String, String> inputNames;
    private final boolean unsignedWeights;
    private final Operators operators;

    private Int8Graph(Int8Network network, Int8Form form, Int8Target target) {
        this.network = network;
        this.inputNames = Int8Network.inputNames(network.architecture());
        this.unsignedWeights = network.maxWeight() > target.maxWeight();
        this.operators = switch (form) {
            case QDQ -> new FloatOperators();
            case QOPERATOR -> new IntegerOperators();
        };
    }

    /**
     * Returns the complete model.
     *
     * @param inputSize rows and columns of the input picture
     */
    static ProtoMessage model(Int8Network network, Int8Form form, Int8Target target, int inputSize) {
        return new Int8Graph(network, form, target).build(inputSize);
    }

    /** The operations on activations. Names of activations are those of their uint8 values. */
    private interface Operators {
        String convolution(Convolution layer, String in, boolean relu);

        String maxPool(String in);

        String sum(BlockShape block, String path, String shortcut);

        String average(String in);

        void classifier(String in);
    }

    private ProtoMessage build(int inputSize) {
        Int8Network.rangeNames(network.architecture()).forEach(this::addRange);
        network.architecture().convolutions(inputSize).forEach(this::addLayer);
        String x = graph.node("QuantizeLinear", "input.code", withRange(GraphWriter.INPUT, Int8Network.INPUT));
        x = operators.convolution(network.architecture().stem(inputSize), x, true);
        x = operators.maxPool(x);
        for (BlockShape block : network.architecture().blocks(inputSize)) {
            String in = x;
            for (Convolution conv : block.path()) {
                x = operators.convolution(conv, x, !conv.equals(block.path().getLast()));
            }
            String shortcut = block.downsample() == null ? in : operators.convolution(block.downsample(), in, false);
            x = operators.sum(block, x, shortcut);
        }
        operators.classifier(operators.average(x));
        Map<String, Integer> opsets = new LinkedHashMap<>(Map.of("", Onnx.OPSET));
        if (operators instanceof IntegerOperators) {
            opsets.put(MICROSOFT, 1);
        }
        return graph.model(network.architecture().name(), inputSize, network.architecture().classes(), opsets);
    }

    private void addRange(String name) {
        Int8Range range = network.range(name);
        graph.initializer(GraphWriter.tensor(name + ".scale", Onnx.Tensor.FLOAT, List.of())
                .put(Onnx.Tensor.RAW_DATA, bytes(range.scale())));
        graph.initializer(GraphWriter.tensor(name + ".zero_point", Onnx.Tensor.UINT8, List.of())
                .put(Onnx.Tensor.RAW_DATA, new byte[] {(byte) range.zeroPoint()}));
    }

    private void addLayer(Convolution conv) {
        ConvShape s = conv.shape();
        Int8Layer layer = network.layer(conv.name());
        List<Long> channels = List.of((long) s.outC());
        List<Long> shape = conv.name().equals(Int8Network.CLASSIFIER)
                ? List.of((long) s.outC(), (long) s.inC())
                : List.of((long) s.outC(), (long) s.groupInC(), (long) s.kernel(), (long) s.kernel());
        int type = unsignedWeights ? Onnx.Tensor.UINT8 : Onnx.Tensor.INT8;
        byte[] zeros = new byte[s.outC()];
        byte[] weights = layer.weights();
        if (unsignedWeights) {
            Arrays.fill(zeros, (byte) UNSIGNED_ZERO);
            weights = weights.clone();
            for (int i = 0; i < weights.length; i++) {
                weights[i] += (byte) UNSIGNED_ZERO;
            }
        }
        float[] units = new float[s.outC()];
        byte[] bias = new byte[s.outC() * Integer.BYTES];
        ByteBuffer.wrap(bias).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(layer.bias());
        for (int c = 0; c < units.length; c++) {
            units[c] = layer.unit(network.range(inputNames.get(conv.name())), c);
        }
        String name = conv.name();
        graph.initializer(GraphWriter.tensor(name + ".weight", type, shape).put(Onnx.Tensor.RAW_DATA, weights));
        graph.initializer(GraphWriter.tensor(name + ".weight_zero_point", type, channels).put(Onnx.Tensor.RAW_DATA, zeros));
        graph.initializer(GraphWriter.tensor(name + ".weight_scale", Onnx.Tensor.FLOAT, channels)
                .put(Onnx.Tensor.RAW_DATA, bytes(layer.scales())));
        graph.initializer(GraphWriter.tensor(name + ".bias", Onnx.Tensor.INT32, channels).put(Onnx.Tensor.RAW_DATA, bias));
        if (operators instanceof FloatOperators) {
            graph.initializer(GraphWriter.tensor(name + ".bias_scale", Onnx.Tensor.FLOAT, channels)
                    .put(Onnx.Tensor.RAW_DATA, bytes(units)));
        }
    }

    private static byte[] bytes(float... values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    /** The inputs of an operator that takes a value and its range. */
    private static List<String> withRange(String value, String range) {
        return List.of(value, range + ".scale", range + ".zero_point");
    }

    private static List<String> weight(String layer) {
        return List.of(layer + ".weight", layer + ".weight_scale", layer + ".weight_zero_point");
    }

    private static List<String> joined(List<List<String>> lists) {
        List<String> all = new ArrayList<>();
        lists.forEach(all::addAll);
        return all;
    }

    private static ProtoMessage[] attributes(ConvShape s) {
        return new ProtoMessage[] {
            GraphWriter.ints("kernel_shape", s.kernel(), s.kernel()),
            GraphWriter.ints("strides", s.stride(), s.stride()),
            GraphWriter.ints("pads", s.pad(), s.pad(), s.pad(), s.pad()),
            GraphWriter.integer("group", s.groups())
        };
    }

    private static ProtoMessage[] poolAttributes() {
        return new ProtoMessage[] {
            GraphWriter.ints("kernel_shape", 3, 3),
            GraphWriter.ints("strides", 2, 2),
            GraphWriter.ints("pads", 1, 1, 1, 1)
        };
    }

    private final class IntegerOperators implements Operators {
        @Override
        public String convolution(Convolution layer, String in, boolean relu) {
            String name = layer.name();
            List<String> inputs = joined(List.of(
                    withRange(in, inputNames.get(name)),
                    weight(name),
                    List.of(name + ".scale", name + ".zero_point", name + ".bias")));
            return graph.node("QLinearConv", name, inputs, attributes(layer.shape()));
        }

        @Override
        public String maxPool(String in) {
            return graph.node("MaxPool", "maxpool", List.of(in), poolAttributes());
        }

        @Override
        public String sum(BlockShape block, String path, String shortcut) {
            List<String> inputs = joined(List.of(
                    withRange(path, block.path().getLast().name()),
                    withRange(shortcut, Int8Network.shortcut(block, inputNames)),
                    List.of(block.name() + ".scale", block.name() + ".zero_point")));
            return graph.node(MICROSOFT, "QLinearAdd", block.name(), inputs);
        }

        @Override
        public String average(String in) {
            List<String> inputs = joined(List.of(
                    withRange(in, lastBlock()),
                    List.of(Int8Network.AVERAGE + ".scale", Int8Network.AVERAGE + ".zero_point")));
            String x = graph.node(
                    MICROSOFT, "QLinearGlobalAveragePool", Int8Network.AVERAGE, inputs, GraphWriter.integer("channels_last", 0));
            return graph.node("Flatten", "flatten", List.of(x));
        }

        @Override
        public void classifier(String in) {
            String name = Int8Network.CLASSIFIER;
            List<String> inputs = joined(List.of(
                    withRange(in, Int8Network.AVERAGE), weight(name), List.of(name + ".bias")));
            graph.node(MICROSOFT, "QGemm", GraphWriter.OUTPUT, inputs, GraphWriter.integer("transB", 1));
        }
    }

    private String lastBlock() {
        return network.architecture().blocks(network.inputSize()).getLast().name();
    }

    private final class FloatOperators implements Operators {
        private String real(String consumer, List<String> inputs, ProtoMessage... attributes) {
            return graph.node("DequantizeLinear", consumer, inputs, attributes);
        }

        private String code(String in, String range, String name) {
            return graph.node("QuantizeLinear", name + ".code", withRange(in, range));
        }

        private List<String> operands(String layer, String in) {
            ProtoMessage axis = GraphWriter.integer("axis", 0);
            return List.of(
                    real(layer + ".input", withRange(in, inputNames.get(layer))),
                    real(layer + ".real_weight", weight(layer), axis),
                    real(layer + ".real_bias", List.of(layer + ".bias", layer + ".bias_scale"), axis));
        }

        @Override
        public String convolution(Convolution layer, String in, boolean relu) {
            String name = layer.name();
            String x = graph.node("Conv", name, operands(name, in), attributes(layer.shape()));
            return code(relu ? graph.node("Relu", name + ".relu", List.of(x)) : x, name, name);
        }

        @Override
        public String maxPool(String in) {
            String range = inputNames.get(network.architecture().blocks(network.inputSize()).getFirst().conv1().name());
            String x = real("maxpool.input", withRange(in, range));
            return code(graph.node("MaxPool", "maxpool", List.of(x), poolAttributes()), range, "maxpool");
        }

        @Override
        public String sum(BlockShape block, String path, String shortcut) {
            String name = block.name();
            String a = real(name + ".path", withRange(path, block.path().getLast().name()));
            String b = real(name + ".shortcut", withRange(shortcut, Int8Network.shortcut(block, inputNames)));
            String x = graph.node("Add", name + ".add", List.of(a, b));
            return code(graph.node("Relu", name + ".relu", List.of(x)), name, name);
        }

        @Override
        public String average(String in) {
            String x = real("avgpool.input", withRange(in, lastBlock()));
            x = code(graph.node("GlobalAveragePool", "avgpool", List.of(x)), Int8Network.AVERAGE, "avgpool");
            return graph.node("Flatten", "flatten", List.of(x));
        }

        @Override
        public void classifier(String in) {
            graph.node(
                    "Gemm",
                    GraphWriter.OUTPUT,
                    operands(Int8Network.CLASSIFIER, in),
                    GraphWriter.integer("transB", 1));
        }
    }
}
