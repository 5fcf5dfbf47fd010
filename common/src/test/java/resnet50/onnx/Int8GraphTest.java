package resnet50.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.Convolution;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.Int8Target;
import resnet50.core.Progress;

class Int8GraphTest {
    private static final Architecture TINY = new Architecture("tiny", BlockKind.BOTTLENECK, List.of(1, 2), 8, 2, 4, 5);

    @TempDir
    private Path folder;

    private static Int8Network network(int maxWeight) {
        Random random = new Random(2);
        Map<String, Int8Layer> layers = new HashMap<>();
        for (Convolution conv : TINY.convolutions(32)) {
            int outC = conv.shape().outC();
            byte[] weights = new byte[outC * conv.shape().groupInC() * conv.shape().kernel() * conv.shape().kernel()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (byte) random.nextInt(-maxWeight, maxWeight + 1);
            }
            weights[0] = (byte) maxWeight;
            float[] scales = new float[outC];
            int[] bias = new int[outC];
            for (int c = 0; c < outC; c++) {
                scales[c] = 0.001f + random.nextFloat();
                bias[c] = random.nextInt(-1_000_000, 1_000_000);
            }
            layers.put(conv.name(), new Int8Layer(weights, scales, bias));
        }
        Map<String, Int8Range> ranges = new HashMap<>();
        List<String> afterReLU = Int8Network.namesAfterReLU(TINY);
        for (String name : Int8Network.rangeNames(TINY)) {
            ranges.put(name, new Int8Range(random.nextFloat() + 0.1f, afterReLU.contains(name) ? 0 : random.nextInt(256)));
        }
        return new Int8Network(TINY, 32, layers, ranges);
    }

    private ParsedMessage export(Int8Network network, Int8Form form, Int8Target target) throws IOException {
        Path file = folder.resolve("int8.onnx");
        long size = new OnnxExport().write(network, "int8", form, target, 32, file, true, Progress.NONE);
        assertEquals(size, Files.size(file));
        return ParsedMessage.of(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @EnumSource(Int8Form.class)
    void everyNodeTakesWhatIsThereAlready(Int8Form form) throws IOException {
        ParsedMessage graph = export(network(64), form, Int8Target.ANY).message(Onnx.Model.GRAPH);
        Set<String> known = new HashSet<>(Set.of("input"));
        graph.messages(Onnx.Graph.INITIALIZER).forEach(t -> assertTrue(known.add(t.text(Onnx.Tensor.NAME))));
        Set<String> unused = new HashSet<>(known);
        for (ParsedMessage node : graph.messages(Onnx.Graph.NODE)) {
            for (String in : node.texts(Onnx.Node.INPUT)) {
                assertTrue(known.contains(in), in + " is not known yet");
                unused.remove(in);
            }
            assertTrue(known.add(node.text(Onnx.Node.OUTPUT)), node.text(Onnx.Node.OUTPUT) + " is there twice");
        }
        assertEquals(Set.of(), unused);
        assertTrue(known.contains("logits"));
    }

    private static Map<String, Long> operators(ParsedMessage graph) {
        return graph.messages(Onnx.Graph.NODE).stream()
                .collect(Collectors.groupingBy(node -> node.text(Onnx.Node.OP_TYPE), Collectors.counting()));
    }

    @Test
    void theNodesAreThoseOfTheForm() throws IOException {
        ParsedMessage integers = export(network(64), Int8Form.QOPERATOR, Int8Target.ANY);
        assertEquals(
                Map.of("QuantizeLinear", 1L, "QLinearConv", 12L, "QLinearAdd", 3L, "MaxPool", 1L, "QLinearGlobalAveragePool", 1L,
                        "Flatten", 1L, "QGemm", 1L),
                operators(integers.message(Onnx.Model.GRAPH)));
        assertEquals(2, integers.messages(Onnx.Model.OPSET_IMPORT).size());
        ParsedMessage floats = export(network(64), Int8Form.QDQ, Int8Target.ANY);
        Map<String, Long> operators = operators(floats.message(Onnx.Model.GRAPH));
        assertEquals(12, operators.get("Conv"));
        assertEquals(10, operators.get("Relu"));
        assertEquals(3, operators.get("Add"));
        assertEquals(1, floats.messages(Onnx.Model.OPSET_IMPORT).size());
        assertEquals("", floats.message(Onnx.Model.OPSET_IMPORT).text(Onnx.OperatorSetId.DOMAIN));
    }

    private static ParsedMessage tensor(ParsedMessage model, String name) {
        return model.message(Onnx.Model.GRAPH).messages(Onnx.Graph.INITIALIZER).stream()
                .filter(t -> t.text(Onnx.Tensor.NAME).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Int8Form.class)
    void weightsBeyond64AreUnsignedForAllProcessors(Int8Form form) throws IOException {
        for (int max : new int[] {64, 65, 127}) {
            for (Int8Target target : Int8Target.values()) {
                Int8Network network = network(max);
                ParsedMessage model = export(network, form, target);
                boolean unsigned = target == Int8Target.ANY && max > 64;
                ParsedMessage weight = tensor(model, "layer2.0.conv2.weight");
                ParsedMessage zeros = tensor(model, "layer2.0.conv2.weight_zero_point");
                assertEquals(unsigned ? 2L : 3L, weight.one(Onnx.Tensor.DATA_TYPE));
                assertEquals(unsigned ? 2L : 3L, zeros.one(Onnx.Tensor.DATA_TYPE));
                byte[] expected = network.layer("layer2.0.conv2").weights();
                byte[] found = weight.bytes(Onnx.Tensor.RAW_DATA);
                int zero = zeros.bytes(Onnx.Tensor.RAW_DATA)[3] & 0xff;
                assertEquals(unsigned ? 128 : 0, zero);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], unsigned ? (found[i] & 0xff) - zero : found[i]);
                }
            }
        }
    }

    /** A runtime takes the bias as integers only if its scale is the product of those of input and weights. */
    @Test
    void biasesHaveTheProductOfTheScales() throws IOException {
        Int8Network network = network(64);
        ParsedMessage model = export(network, Int8Form.QDQ, Int8Target.ANY);
        Map<String, String> inputs = Int8Network.inputNames(TINY);
        for (Convolution conv : TINY.convolutions(32)) {
            float[] expected = network.layer(conv.name()).scales().clone();
            for (int c = 0; c < expected.length; c++) {
                expected[c] *= network.range(inputs.get(conv.name())).scale();
            }
            assertArrayEquals(expected, floats(tensor(model, conv.name() + ".bias_scale")));
            assertArrayEquals(network.layer(conv.name()).scales(), floats(tensor(model, conv.name() + ".weight_scale")));
            int[] bias = new int[expected.length];
            ByteBuffer.wrap(tensor(model, conv.name() + ".bias").bytes(Onnx.Tensor.RAW_DATA))
                    .order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(bias);
            assertArrayEquals(network.layer(conv.name()).bias(), bias);
        }
    }

    private static float[] floats(ParsedMessage tensor) {
        byte[] bytes = tensor.bytes(Onnx.Tensor.RAW_DATA);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
