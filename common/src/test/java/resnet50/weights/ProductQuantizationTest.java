package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Codes and codebooks of {@code layer1.0.conv1.weight}, [64][64][1][1] in resnet50, and of {@code fc.weight}. */
class ProductQuantizationTest {
    private static final String CONV = "layer1.0.conv1.weight";
    private static final String METADATA = "\"__metadata__\":{\"architecture\":\"resnet50\"}";

    @TempDir
    private Path folder;

    private final Random random = new Random(1);
    private final List<String> entries = new ArrayList<>(List.of(METADATA));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private byte[] add(String name, String dtype, String shape, byte[] bytes) {
        entries.add("\"" + name + "\":" + Safetensors.entry(dtype, shape, data.size(), data.size() + bytes.length));
        data.writeBytes(bytes);
        return bytes;
    }

    private byte[] file() {
        return Safetensors.file("{" + String.join(",", entries) + "}", data.toByteArray());
    }

    private WeightsFile open() {
        return Refusals.open(folder, file());
    }

    /** @param centroids exclusive upper bound of the codes */
    private byte[] codes(int count, int centroids) {
        byte[] codes = new byte[count];
        for (int i = 0; i < count; i++) {
            codes[i] = (byte) random.nextInt(centroids);
        }
        return codes;
    }

    private byte[] shorts(int count, int bound) {
        ByteBuffer shorts = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            shorts.putShort((short) random.nextInt(bound));
        }
        return shorts.array();
    }

    private static float[] expected(int[] codes, byte[] codebook, int block) {
        ByteBuffer halfs = ByteBuffer.wrap(codebook).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[codes.length * block];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.float16ToFloat(halfs.getShort(2 * (codes[i / block] * block + i % block)));
        }
        return floats;
    }

    @Test
    void concatenatesRowsOfTheCodebook() {
        byte[] codes = add(CONV + ".codes", "U8", "[64,8]", codes(512, 256));
        byte[] codebook = add(CONV + ".codebook", "F16", "[256,8]", shorts(2048, 0x7c00));
        add("fc.weight", "F32", "[0]", new byte[0]);
        int[] numbers = new int[512];
        Arrays.setAll(numbers, i -> Byte.toUnsignedInt(codes[i]));
        float[] expected = expected(numbers, codebook, 8);
        try (WeightsFile weights = open()) {
            assertEquals("safetensors, product-quantized", weights.format());
            assertEquals(List.of(64L, 64L, 1L, 1L), weights.tensors().get(CONV).shape());
            assertEquals("F16", weights.tensors().get(CONV).dtype());
            assertEquals(2, weights.tensors().size());
            assertArrayEquals(expected, weights.floats(CONV));
            assertEquals(512, weights.bytesRead());
            float[] spare = new float[2000];
            for (int[] part : new int[][] {{0, 1}, {3, 2}, {7, 2}, {5, 20}, {4095, 1}, {8, 16}, {1, 1999}, {4000, 96}}) {
                float[] floats = weights.floats(CONV, part[0], part[1], spare);
                assertSame(spare, floats);
                assertArrayEquals(
                        Arrays.copyOfRange(expected, part[0], part[0] + part[1]), Arrays.copyOf(floats, part[1]));
            }
            assertEquals(0, weights.floats(CONV, 4096, 0, null).length);
        }
    }

    @Test
    void readsTwoByteCodesAndOtherNumbersOfClasses() {
        byte[] codes = add("fc.weight.codes", "I16", "[10,512]", shorts(5120, 1024));
        byte[] codebook = add("fc.weight.codebook", "F16", "[1024,4]", shorts(4096, 0x7c00));
        int[] numbers = new int[5120];
        Arrays.setAll(numbers, i -> ByteBuffer.wrap(codes).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * i));
        try (WeightsFile weights = open()) {
            assertEquals(List.of(10L, 2048L), weights.tensors().get("fc.weight").shape());
            assertArrayEquals(expected(numbers, codebook, 4), weights.floats("fc.weight"));
        }
    }

    @Test
    void recognizesTheNetworkBySizesWithoutMetadata() {
        entries.clear();
        add("layer4.0.conv2.weight.codes", "U8", "[512,256]", codes(512 * 256, 256));
        add("layer4.0.conv2.weight.codebook", "F16", "[256,18]", shorts(256 * 18, 0x7c00));
        try (WeightsFile weights = open()) {
            assertEquals(List.of(512L, 512L, 3L, 3L), weights.tensors().get("layer4.0.conv2.weight").shape());
        }
        entries.clear();
        data.reset();
        add("other.weight.codes", "U8", "[1,1]", codes(1, 1));
        add("other.weight.codebook", "F16", "[1,1]", shorts(1, 1));
        assertRefused(folder, file(), "such as other.weight, and no known network has all of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "U8  | [64,8]   | F16 | [64,8]   | 512 | 64   | ", // valid
        "U8  | [64,8]   | F16 | [64,9]   | 512 | 64   | do not make up shape [64, 64, 1, 1]",
        "U8  | [64,4]   | F16 | [64,8]   | 256 | 64   | do not make up shape [64, 64, 1, 1]",
        "U8  | [32,8]   | F16 | [64,8]   | 256 | 64   | do not make up shape [64, 64, 1, 1]",
        "U8  | [64,8]   | F16 | [64,0]   | 512 | 64   | impossible shape [64, 0]",
        "U8  | [64,8]   | F16 | [0,8]    | 512 | 64   | impossible shape [0, 8]",
        "U8  | [512]    | F16 | [64,8]   | 512 | 64   | .codes has shape [512] and type U8, not two dimensions",
        "U8  | [64,8]   | F16 | [64,4,2] | 512 | 64   | .codebook has shape [64, 4, 2] and type F16, not two dimensions",
        "I8  | [64,8]   | F16 | [64,8]   | 512 | 64   | type I8, not two dimensions and type U8 or I16",
        "U16 | [64,4]   | F16 | [64,8]   | 512 | 64   | type U16, not two dimensions and type U8 or I16",
        "U8  | [64,8]   | I16 | [64,8]   | 512 | 64   | type I16, not two dimensions and type F16",
    })
    void shapesAndTypes(String codeType, String codeShape, String bookType, String bookShape, int bytes, int centroids, String part) {
        int elements = Arrays.stream(bookShape.replaceAll("[\\[\\]]", "").split(",")).mapToInt(Integer::parseInt)
                .reduce(1, (a, b) -> a * b);
        add(CONV + ".codes", codeType, codeShape, codes(bytes, centroids));
        add(CONV + ".codebook", bookType, bookShape, shorts(elements, 0x7c00));
        if (part == null) {
            open().close();
        } else {
            assertRefused(folder, file(), part);
        }
    }

    @Test
    void refusesCodesOutsideTheCodebook() {
        byte[] codes = codes(512, 64);
        codes[100] = 64;
        add(CONV + ".codes", "U8", "[64,8]", codes);
        add(CONV + ".codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        byte[] negative = shorts(5120, 1024);
        negative[2 * 7 + 1] = (byte) 0x80;
        add("fc.weight.codes", "I16", "[10,512]", negative);
        add("fc.weight.codebook", "F16", "[1024,4]", shorts(4096, 0x7c00));
        try (WeightsFile weights = open()) {
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor " + CONV + ".codes has code 64 at element 100",
                    "64 entries", () -> weights.floats(CONV));
            assertEquals(800, weights.floats(CONV, 0, 800, null).length);
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor fc.weight.codes has code -", "at element 7",
                    () -> weights.floats("fc.weight", 28, 1, null));
        }
    }

    @Test
    void refusesAnInfinityInTheCodebook() {
        add(CONV + ".codes", "U8", "[64,8]", codes(512, 64));
        byte[] codebook = shorts(512, 0x7c00);
        codebook[2 * 9 + 1] = 0x7c;
        codebook[2 * 9] = 0;
        add(CONV + ".codebook", "F16", "[64,8]", codebook);
        try (WeightsFile weights = open()) {
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor " + CONV + ".codebook has an infinity at element 9", "",
                    () -> weights.floats(CONV));
        }
    }

    @Test
    void refusesIncompletePairsOfCodesAndCodebook() {
        add(CONV + ".codes", "U8", "[64,8]", codes(512, 64));
        assertRefused(folder, file(), "has tensor " + CONV + ".codes but no " + CONV + ".codebook");
        add(CONV + ".codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        add(CONV, "F32", "[0]", new byte[0]);
        assertRefused(folder, file(), "has tensor " + CONV + " and its codes");
        entries.clear();
        data.reset();
        add(CONV + ".codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        assertRefused(folder, file(), "has tensor " + CONV + ".codebook but no " + CONV + ".codes");
    }

    @Test
    void refusesUnknownNetworksAndTensors() {
        entries.set(0, "\"__metadata__\":{\"architecture\":\"alexnet\"}");
        add("conv9.weight.codes", "U8", "[64,8]", codes(512, 64));
        add("conv9.weight.codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        assertRefused(folder, file(), "is for the network alexnet, which is unknown");
        entries.set(0, METADATA);
        assertRefused(folder, file(), "tensor conv9.weight: codes of shape [64, 8] and a codebook of shape [64, 8], but the network");
    }

    @Test
    void readsOrRefusesMutatedFiles() {
        add(CONV + ".codes", "U8", "[64,8]", codes(512, 64));
        add(CONV + ".codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        byte[] whole = file();
        for (int i = 0; i < 5000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            int length = i % 3 == 0 ? random.nextInt(changed.length) : changed.length;
            try (WeightsFile weights = WeightsFiles.open(
                    InputFile.of("fuzz", Arrays.copyOf(changed, length)), Averaged.PREFERRED)) {
                weights.tensors().keySet().forEach(weights::floats);
            } catch (UserException e) {
                assertEquals(ExitCode.BAD_DATA, e.exitCode(), e.getMessage());
            }
        }
    }

    /** Checks the weights file of the repository. */
    @Test
    void recognizesTheCompactFile() {
        Path path = Path.of(System.getProperty("basedir")).getParent().resolve("model/resnet50-compact.safetensors");
        try (WeightsFile weights = WeightsFiles.open(path)) {
            assertEquals("resnet50", ArchitectureRecognizer.recognize(weights).name());
            WeightsCheck.check(weights, ArchitectureRecognizer.recognize(weights));
            assertEquals(25_557_032, WeightsSummary.parameters(weights));
        }
    }

    @Test
    void refusesAFileThatChangesWhileOpen() throws IOException {
        add(CONV + ".codes", "U8", "[64,8]", codes(512, 64));
        add(CONV + ".codebook", "F16", "[64,8]", shorts(512, 0x7c00));
        byte[] whole = file();
        Path path = Refusals.write(folder, whole);
        try (WeightsFile weights = WeightsFiles.open(path)) {
            Files.write(path, Arrays.copyOf(whole, whole.length - 600)); // truncates the same file
            assertRefused(ExitCode.BAD_DATA, path + ": was ", "do not change it while it is in use", () -> weights.floats(CONV));
        }
    }
}
