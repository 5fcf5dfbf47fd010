package resnet50.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.ExitCode;
import resnet50.core.Parameter;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.text.NewFile;
import resnet50.weights.SyntheticWeights;

class OnnxExportTest {
    private static final Architecture TINY = new Architecture("tiny", BlockKind.BOTTLENECK, List.of(1, 1), 8, 2, 4, 5);

    @TempDir
    private Path folder;

    private Path export(Architecture architecture, int size) {
        Path file = folder.resolve("net.onnx");
        new OnnxExport().write(architecture, new SyntheticWeights(architecture), size, file, false, Progress.NONE);
        return file;
    }

    private static ParsedMessage graph(Path file) throws IOException {
        return ParsedMessage.of(Files.readAllBytes(file)).message(Onnx.Model.GRAPH);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void writesTheVersionsOfFormatAndOperators() throws IOException {
        Path file = export(TINY, 64);
        ParsedMessage model = ParsedMessage.of(Files.readAllBytes(file));
        assertEquals(8L, model.one(Onnx.Model.IR_VERSION));
        ParsedMessage opset = model.message(Onnx.Model.OPSET_IMPORT);
        assertEquals("", opset.text(Onnx.OperatorSetId.DOMAIN));
        assertEquals(17L, opset.one(Onnx.OperatorSetId.VERSION));
        assertEquals("tiny", graph(file).text(Onnx.Graph.NAME));
    }

    @Test
    void inputAndOutputHaveAVariableBatchDimension() throws IOException {
        ParsedMessage graph = graph(export(TINY, 96));
        assertEquals("input: N 3 96 96", described(graph.message(Onnx.Graph.INPUT)));
        assertEquals("logits: N 5", described(graph.message(Onnx.Graph.OUTPUT)));
    }

    private static String described(ParsedMessage value) {
        ParsedMessage tensor = value.message(Onnx.ValueInfo.TYPE).message(Onnx.Type.TENSOR_TYPE);
        assertEquals(1L, tensor.one(Onnx.TensorType.ELEM_TYPE));
        return value.text(Onnx.ValueInfo.NAME) + ": "
                + tensor.message(Onnx.TensorType.SHAPE).messages(Onnx.Shape.DIM).stream()
                        .map(dim -> dim.numbers(Onnx.Dimension.VALUE).isEmpty()
                                ? dim.text(Onnx.Dimension.PARAM)
                                : dim.one(Onnx.Dimension.VALUE).toString())
                        .collect(Collectors.joining(" "));
    }

    /**
    * Counts from the papers' tables: 2 convolutions per basic block, 3 per bottleneck, 1 for the stem and for each
    * shortcut that changes the shape.
    */
    @ParameterizedTest
    @CsvSource({"resnet18, 20, 17, 8", "resnet50, 53, 49, 16", "resnext50_32x4d, 53, 49, 16"})
    void hasTheNodesOfTheNetwork(String name, long convs, long relus, long adds) throws IOException {
        ParsedMessage graph = graph(export(Architecture.named(name).orElseThrow(), 224));
        Map<String, Long> counts = graph.messages(Onnx.Graph.NODE).stream()
                .collect(Collectors.groupingBy(node -> node.text(Onnx.Node.OP_TYPE), Collectors.counting()));
        assertEquals(
                Map.of(
                        "Conv", convs,
                        "BatchNormalization", convs,
                        "Relu", relus,
                        "Add", adds,
                        "MaxPool", 1L,
                        "GlobalAveragePool", 1L,
                        "Flatten", 1L,
                        "Gemm", 1L),
                counts);
    }

    @Test
    void everyNodeInputIsDefinedByAnEarlierNode() throws IOException {
        ParsedMessage graph = graph(export(Architecture.named("resnet18").orElseThrow(), 224));
        Set<String> known = new HashSet<>(Set.of("input"));
        graph.messages(Onnx.Graph.INITIALIZER).forEach(t -> known.add(t.text(Onnx.Tensor.NAME)));
        Set<String> unused = new HashSet<>(known);
        for (ParsedMessage node : graph.messages(Onnx.Graph.NODE)) {
            for (String in : node.texts(Onnx.Node.INPUT)) {
                assertTrue(known.contains(in), in + " is used before its definition");
                unused.remove(in);
            }
            assertTrue(known.add(node.text(Onnx.Node.OUTPUT)), node.text(Onnx.Node.OUTPUT) + " is defined twice");
        }
        assertEquals(Set.of(), unused);
        assertTrue(known.contains("logits"));
    }

    @Test
    void nodesHaveTheAttributesOfTheirLayers() throws IOException {
        ParsedMessage graph = graph(export(Architecture.named("resnext50_32x4d").orElseThrow(), 224));
        assertEquals("kernel_shape[7, 7] strides[2, 2] pads[3, 3, 3, 3] group[1]", attributes(graph, "conv1"));
        assertEquals("kernel_shape[3, 3] strides[2, 2] pads[1, 1, 1, 1]", attributes(graph, "maxpool"));
        assertEquals("kernel_shape[1, 1] strides[1, 1] pads[0, 0, 0, 0] group[1]", attributes(graph, "layer2.0.conv1"));
        assertEquals("kernel_shape[3, 3] strides[2, 2] pads[1, 1, 1, 1] group[32]", attributes(graph, "layer2.0.conv2"));
        assertEquals("kernel_shape[1, 1] strides[2, 2] pads[0, 0, 0, 0] group[1]", attributes(graph, "layer2.0.downsample.0"));
        assertEquals("epsilon[1.0E-5]", attributes(graph, "layer2.0.bn2"));
        assertEquals("transB[1]", attributes(graph, "fc"));
    }

    private static String attributes(ParsedMessage graph, String nodeName) {
        ParsedMessage node = graph.messages(Onnx.Graph.NODE).stream()
                .filter(n -> n.text(Onnx.Node.NAME).equals(nodeName))
                .findFirst()
                .orElseThrow();
        return node.messages(Onnx.Node.ATTRIBUTE).stream().map(OnnxExportTest::attribute).collect(Collectors.joining(" "));
    }

    private static String attribute(ParsedMessage attribute) {
        List<Object> values = switch ((int) (long) attribute.one(Onnx.Attribute.TYPE)) {
            case Onnx.Attribute.TYPE_FLOAT -> attribute.numbers(Onnx.Attribute.F);
            case Onnx.Attribute.TYPE_INT -> attribute.numbers(Onnx.Attribute.I);
            case Onnx.Attribute.TYPE_INTS -> attribute.numbers(Onnx.Attribute.INTS);
            default -> throw new AssertionError("unexpected attribute type");
        };
        return attribute.text(Onnx.Attribute.NAME) + values;
    }

    @ParameterizedTest
    @CsvSource({"resnet18", "resnext50_32x4d"})
    void containsEveryTensorBitForBit(String name) throws IOException {
        Architecture architecture = Architecture.named(name).orElseThrow().withClasses(13);
        SyntheticWeights weights = new SyntheticWeights(architecture);
        List<ParsedMessage> tensors = graph(export(architecture, 224)).messages(Onnx.Graph.INITIALIZER);
        assertEquals(architecture.parameters().size(), tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            Parameter p = architecture.parameters().get(i);
            ParsedMessage tensor = tensors.get(i);
            assertEquals(p.name(), tensor.text(Onnx.Tensor.NAME));
            assertEquals(1L, tensor.one(Onnx.Tensor.DATA_TYPE));
            assertEquals(List.<Object>copyOf(p.shape()), tensor.numbers(Onnx.Tensor.DIMS), p.name());
            float[] floats = weights.floats(p.name());
            ByteBuffer expected = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            expected.asFloatBuffer().put(floats);
            assertArrayEquals(expected.array(), tensor.bytes(Onnx.Tensor.RAW_DATA), p.name());
        }
    }

    @Test
    void reportsProgressAndLeavesNoTemporaryFile() throws IOException {
        List<Long> done = new ArrayList<>();
        Path file = folder.resolve("net.onnx");
        long size = new OnnxExport().write(TINY, new SyntheticWeights(TINY), 64, file, false, (_, now, total) -> {
            done.add(now);
            assertTrue(now <= total);
        });
        assertEquals(size, Files.size(file));
        assertEquals(size, done.getLast());
        assertEquals(1, done.stream().filter(now -> now == size).count());
        assertEquals(List.of(file), files());
    }

    @Test
    void replacesAnExistingFileOnlyWithForce() throws IOException {
        Path file = Files.writeString(folder.resolve("net.onnx"), "precious");
        assertRefused(ExitCode.USAGE, file + ": exists already", "--force", () -> export(TINY, 64));
        assertEquals("precious", Files.readString(file));
        long size = new OnnxExport().write(TINY, new SyntheticWeights(TINY), 64, file, true, Progress.NONE);
        assertEquals(size, Files.size(file));
    }

    @Test
    void keepsAFileCreatedDuringTheExport() throws IOException {
        Path file = folder.resolve("net.onnx");
        OnnxExport slow = new OnnxExport(new NewFile(part -> {
            Files.writeString(file, "precious");
            return Files.newOutputStream(part);
        }));
        assertRefused(
                ExitCode.USAGE, file + ": exists already", "",
                () -> slow.write(TINY, new SyntheticWeights(TINY), 64, file, false, Progress.NONE));
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void refusesTargetsThatAreNotFiles() throws IOException {
        SyntheticWeights weights = new SyntheticWeights(TINY);
        // a link to the device, so that a defect replaces the link and not the device
        Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
        for (Path target : List.of(folder, Path.of("/"), device)) {
            assertRefused(
                    ExitCode.USAGE, target + ": is ", "name a",
                    () -> new OnnxExport().write(TINY, weights, 64, target, true, Progress.NONE));
        }
        Files.delete(device);
        Path nowhere = folder.resolve("none/net.onnx");
        assertRefused(
                ExitCode.NO_INPUT, nowhere + ": its folder does not exist", "make it",
                () -> new OnnxExport().write(TINY, weights, 64, nowhere, false, Progress.NONE));
    }

    @Test
    void aFullDiskKeepsTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("net.onnx"), "precious");
        OnnxExport full = new OnnxExport(new NewFile(part -> new OutputStream() {
            private final OutputStream out = Files.newOutputStream(part);

            @Override
            public void write(int b) throws IOException {
                out.write(b);
                if (Files.size(part) > 8) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        }));
        assertRefused(
                ExitCode.NO_INPUT, file + ": cannot be written (No space left on device)", "check the disk",
                () -> full.write(TINY, new SyntheticWeights(TINY), 64, file, true, Progress.NONE));
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void missingTensorsLeaveNoFile() throws IOException {
        // the larger network has tensors that the weights lack
        SyntheticWeights weights = new SyntheticWeights(TINY);
        Architecture larger = new Architecture("larger", BlockKind.BOTTLENECK, List.of(1, 2), 8, 2, 4, 5);
        Path file = folder.resolve("net.onnx");
        assertThrows(
                UserException.class, () -> new OnnxExport().write(larger, weights, 64, file, false, Progress.NONE));
        assertEquals(List.of(), files());
        assertFalse(Files.exists(file));
    }
}
