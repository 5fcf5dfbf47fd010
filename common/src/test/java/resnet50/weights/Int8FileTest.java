package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.ExitCode;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

class Int8FileTest {
    private static final Architecture RESNET18 = Architecture.named("resnet18").orElseThrow().withClasses(3);
    private static final Map<String, String> FACTS = Map.of("target", "any", "method", "mse", "pictures", "9", "seed", "0");

    @TempDir
    private Path folder;

    /** Random integers, with one class of its own scale per channel. */
    private static Int8Network network() {
        Random random = new Random(5);
        Map<String, Int8Layer> layers = new HashMap<>();
        for (Convolution conv : RESNET18.convolutions(64)) {
            int outC = conv.shape().outC();
            byte[] weights = new byte[outC * conv.shape().groupInC() * conv.shape().kernel() * conv.shape().kernel()];
            float[] scales = new float[outC];
            int[] bias = new int[outC];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (byte) random.nextInt(-127, 128);
            }
            for (int c = 0; c < outC; c++) {
                scales[c] = (1 + random.nextFloat()) * 1e-3f;
                bias[c] = random.nextInt(-100_000, 100_000);
            }
            layers.put(conv.name(), new Int8Layer(weights, scales, bias));
        }
        Map<String, Int8Range> ranges = new HashMap<>();
        List<String> afterReLU = Int8Network.namesAfterReLU(RESNET18);
        for (String name : Int8Network.rangeNames(RESNET18)) {
            int zeroPoint = afterReLU.contains(name) ? 0 : random.nextInt(256);
            ranges.put(name, new Int8Range(0.01f + random.nextFloat(), zeroPoint));
        }
        return new Int8Network(RESNET18, 64, layers, ranges);
    }

    private Path write(Int8Network network) {
        Path file = folder.resolve("int8.safetensors");
        Int8File.write(network, FACTS, file, true);
        return file;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Int8Network network = network();
        Path file = folder.resolve("int8.safetensors");
        long bytes = Int8File.write(network, FACTS, file, false);
        assertEquals(bytes, Files.size(file));
        try (WeightsFile weights = WeightsFiles.open(file)) {
            assertTrue(Int8File.isOne(weights));
            assertEquals("safetensors, int8, target any, method mse, pictures 9", weights.format());
            Int8Network read = Int8File.read(weights);
            assertEquals(RESNET18, read.architecture());
            assertEquals(64, read.inputSize());
            assertEquals(network.ranges(), read.ranges());
            assertEquals(network.layers().keySet(), read.layers().keySet());
            network.layers().forEach((name, layer) -> {
                assertArrayEquals(layer.weights(), read.layer(name).weights());
                assertArrayEquals(layer.scales(), read.layer(name).scales());
                assertArrayEquals(layer.bias(), read.layer(name).bias());
            });
        }
        byte[] first = Files.readAllBytes(file);
        assertArrayEquals(first, Files.readAllBytes(write(network)), "equal networks give equal bytes");
    }

    @Test
    void stagesGetFloats() {
        Int8Network network = network();
        try (WeightsFile weights = WeightsFiles.open(write(network))) {
            assertEquals(RESNET18, ArchitectureRecognizer.recognize(weights));
            WeightsCheck.check(weights, RESNET18);
            Map<String, String> inputs = Int8Network.inputNames(RESNET18);
            for (Convolution conv : RESNET18.convolutions(224)) {
                Int8Layer layer = network.layer(conv.name());
                float[] floats = weights.floats(conv.name() + ".weight");
                int row = floats.length / layer.scales().length;
                for (int i = 0; i < floats.length; i++) {
                    assertEquals(layer.weights()[i] * layer.scales()[i / row], floats[i], conv.name() + " " + i);
                }
                assertArrayEquals(
                        Arrays.copyOfRange(floats, row - 1, row + 2),
                        Arrays.copyOf(weights.floats(conv.name() + ".weight", row - 1, 3, new float[7]), 3));
                boolean fc = conv.name().equals("fc");
                float[] bias = weights.floats(fc ? "fc.bias" : conv.norm() + ".bias");
                for (int c = 0; c < bias.length; c++) {
                    double unit = layer.unit(network.range(inputs.get(conv.name())), c);
                    assertEquals(layer.bias()[c] * unit, bias[c], Math.abs(bias[c]) * 1e-6);
                    if (!fc) {
                        float variance = weights.floats(conv.norm() + ".running_var")[c];
                        assertEquals(1, weights.floats(conv.norm() + ".weight")[c] / Math.sqrt(variance + 1e-5f), 1e-7);
                        assertEquals(0, weights.floats(conv.norm() + ".running_mean")[c]);
                    }
                }
            }
        }
    }

    private static byte[] edited(byte[] file, String from, String to) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8);
        assertTrue(header.contains(from), header.substring(0, 300));
        byte[] changed = header.replace(from, to).getBytes(StandardCharsets.UTF_8);
        byte[] data = Arrays.copyOfRange(file, 8 + length, file.length);
        return Safetensors.file(changed, data);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"architecture\":\"resnet18\" | \"architecture\":\"resnet99\" | network resnet99",
        "\"architecture\":\"resnet18\" | \"architecture\":\"resnet34\" | tensor layer1.2.conv1.weight is missing",
        "\"architecture\":\"resnet18\" | \"architecture\":\"resnet50\" | tensor layer1.0.conv1.weight is I8 [64, 64, 3, 3]",
        "\"layer1.0.conv1.bias\" | \"layer1.0.conv1.bios\" | tensor layer1.0.conv1.bias is missing",
        "\"avgpool.zero_point\":{\"dtype\":\"U8\" | \"avgpool.zero_point\":{\"dtype\":\"I8\" | tensor avgpool.zero_point is I8 [1], not U8 [1]",
        "\"fc.weight\" | \"head.weight\" | no usable fc.weight",
        "\"shape\":[3,512] | \"shape\":[512,3] | tensor fc.weight is I8 [512, 3], not I8 [512, 512]"
    })
    void filesThatDoNotFitAreRefused(String from, String to, String part) throws IOException {
        byte[] file = Files.readAllBytes(write(network()));
        assertRefused(folder, edited(file, from, to), part);
    }

    @ParameterizedTest
    @CsvSource({"10000, input_size", "31, input_size", "x, input_size", "0064, input_size"})
    void impossibleInputSizesAreRefused(String size, String part) throws IOException {
        byte[] file = edited(Files.readAllBytes(write(network())), "\"input_size\":\"64\"", "\"input_size\":\"" + size + "\"");
        assertRefusedByRead(file, part);
    }

    private void assertRefusedByRead(byte[] bytes, String part) {
        try (WeightsFile weights = Refusals.open(folder, bytes)) {
            UserException e = assertRefused(ExitCode.BAD_DATA, weights.source() + ": ", part, () -> Int8File.read(weights));
            assertTrue(e.getMessage().contains("quantize the network again"), e.getMessage());
        }
    }

    /** The first tensor is the scale of the input; the weights of the first layer follow all larger elements. */
    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity", "1e-40"})
    void scalesThatAreNotPositiveAreRefused(float scale) throws IOException {
        byte[] file = Files.readAllBytes(write(network()));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(8 + (int) bytes.getLong(0), scale);
        assertRefusedByRead(file, "tensor input.scale has " + scale);
        try (WeightsFile weights = Refusals.open(folder, file)) {
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": ", "input.scale", () -> weights.floats("bn1.bias"));
        }
    }

    @Test
    void integersOutsideTheirLimitsAreRefused() {
        Int8Network network = network();
        network.layer("layer1.0.conv1").weights()[3] = -128;
        byte[] file = bytes(network);
        assertRefusedByRead(file, "layer1.0.conv1 has a weight of -128");
        network.layer("layer1.0.conv1").weights()[3] = 0;
        network.layer("fc").bias()[2] = Integer.MIN_VALUE;
        assertRefusedByRead(bytes(network), "fc has a bias of -2147483648");
    }

    /** Clipping at code 0 would be another function than the ReLU. */
    @ParameterizedTest
    @CsvSource({"conv1", "layer1.0.conv1", "layer1.0"})
    void anActivationAfterAReLUHasZeroPointZero(String name) {
        Int8Network network = network();
        Map<String, Int8Range> ranges = new HashMap<>(network.ranges());
        ranges.put(name, new Int8Range(1, 7));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Int8Network(RESNET18, network.inputSize(), network.layers(), ranges))
                .getMessage();
        assertEquals("range of " + name + " has the zero point 7, but after a ReLU it is 0", message);
    }

    private byte[] bytes(Int8Network network) {
        try {
            return Files.readAllBytes(write(network));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void floatsAreNoIntegers() {
        try (WeightsFile weights = new SyntheticWeights(RESNET18)) {
            assertFalse(Int8File.isOne(weights));
        }
    }
}
