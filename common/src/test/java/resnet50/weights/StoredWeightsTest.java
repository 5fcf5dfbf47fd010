package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;

class StoredWeightsTest {
    @TempDir
    private Path folder;

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private float[] read(String dtype, int elements, ByteBuffer data) {
        try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor(dtype, elements, bytes(data)))) {
            float[] floats = weights.floats("t");
            assertEquals(data.capacity(), weights.bytesRead());
            return floats;
        }
    }

    @Test
    void convertsEveryNumberFormat() {
        assertArrayEquals(
                new float[] {-0.0f, Float.MIN_VALUE, Float.MAX_VALUE},
                read("F32", 3, buffer(12).putFloat(-0.0f).putFloat(Float.MIN_VALUE).putFloat(Float.MAX_VALUE)));
        assertArrayEquals(
                new float[] {1, -2, 0x1p-24f, 65504},
                read("F16", 4, buffer(8).putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 1)
                        .putShort((short) 0x7bff)));
        assertArrayEquals(
                new float[] {1, -2, 0x1.fep127f},
                read("BF16", 3, buffer(6).putShort((short) 0x3f80).putShort((short) 0xc000).putShort((short) 0x7f7f)));
        assertArrayEquals(new float[] {0.1f, -3}, read("F64", 2, buffer(16).putDouble(0.1).putDouble(-3)));
        assertArrayEquals(new float[] {-1, 0x1p62f}, read("I64", 2, buffer(16).putLong(-1).putLong(1L << 62)));
        assertArrayEquals(new float[] {-1, 0x1p30f}, read("I32", 2, buffer(8).putInt(-1).putInt(1 << 30)));
    }

    @ParameterizedTest
    @CsvSource({"F32, 7fc00000, NaN", "F32, ff800000, infinity", "F16, 7c00, infinity", "F16, fe00, NaN", "BF16, 7f80, infinity",
        "F64, 7ff8000000000000, NaN", "F64, 7e37e43c8800759c, infinity"})
    void refusesNanAndInfinityByName(String dtype, String bits, String what) {
        long value = Long.parseUnsignedLong(bits, 16);
        ByteBuffer data = switch (dtype) {
            case "F32" -> buffer(8).putInt(4, (int) value);
            case "F64" -> buffer(16).putLong(8, value);
            default -> buffer(4).putShort(2, (short) value);
        };
        try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor(dtype, 2, bytes(data)))) {
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor t has ", what + " at element 1",
                    () -> weights.floats("t"));
        }
    }

    @Test
    void readsSomeElements() {
        byte[] file = Safetensors.oneTensor("F32", 3, bytes(buffer(12).putFloat(1).putFloat(2).putFloat(3)));
        try (WeightsFile weights = Refusals.open(folder, file)) {
            assertArrayEquals(new float[] {2, 3}, weights.floats("t", 1, 2, null));
            assertEquals(8, weights.bytesRead());
            assertArrayEquals(new float[0], weights.floats("t", 3, 0, null));
            assertThrows(IndexOutOfBoundsException.class, () -> weights.floats("t", 2, 2, null));
            assertThrows(IndexOutOfBoundsException.class, () -> weights.floats("t", -1, 2, null));
        }
    }

    @Test
    void reusesAGivenArrayThatIsLongEnough() {
        byte[] file = Safetensors.oneTensor("F32", 2, bytes(buffer(8).putFloat(1).putFloat(2)));
        try (WeightsFile weights = Refusals.open(folder, file)) {
            float[] longer = {7, 8, Float.NaN}; // elements after the requested ones stay unchanged
            assertSame(longer, weights.floats("t", 0, 2, longer));
            assertArrayEquals(new float[] {1, 2, Float.NaN}, longer);
            float[] shorter = {7};
            assertArrayEquals(new float[] {1, 2}, weights.floats("t", 0, 2, shorter));
            assertArrayEquals(new float[] {7}, shorter);
        }
    }

    @Test
    void namesTheIndexInTheTensorOfAValueThatIsNotFinite() {
        byte[] file = Safetensors.oneTensor("F32", 3, bytes(buffer(12).putFloat(8, Float.NaN)));
        try (WeightsFile weights = Refusals.open(folder, file)) {
            assertArrayEquals(new float[2], weights.floats("t", 0, 2, null));
            assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor t has NaN", "at element 2",
                    () -> weights.floats("t", 1, 2, null));
        }
    }

    @Test
    void refusesAnAbsentTensor() {
        try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor("F32", 1, new byte[4]))) {
            assertRefused(ExitCode.BAD_DATA, weights.source(), "has no tensor no?such", () -> weights.floats("no\nsuch"));
        }
    }

    @Test
    void removesAPrefixThatAllTensorsHave() {
        String module = "\"module._orig_mod.t\":" + Safetensors.entry("F32", "[1]", 0, 4);
        try (WeightsFile weights = Refusals.open(folder, Safetensors.file("{" + module + "}", new byte[4]))) {
            assertEquals("t", weights.tensors().get("t").name());
            assertArrayEquals(new float[1], weights.floats("t"));
        }
        String both = "{" + module + ",\"t\":" + Safetensors.entry("F32", "[1]", 4, 8) + "}";
        try (WeightsFile weights = Refusals.open(folder, Safetensors.file(both, new byte[8]))) {
            assertEquals(Set.of("t", "module._orig_mod.t"), weights.tensors().keySet());
        }
    }

    @Test
    void tensorsCanBeReadConcurrently() {
        ByteBuffer data = buffer(40_000);
        IntStream.range(0, 10_000).forEach(i -> data.putFloat(i));
        try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor("F32", 10_000, bytes(data)))) {
            List<float[]> copies = IntStream.range(0, 64).parallel().mapToObj(_ -> weights.floats("t")).toList();
            copies.forEach(copy -> assertArrayEquals(copies.getFirst(), copy));
            assertEquals(64 * 40_000, weights.bytesRead());
        }
    }

    @Test
    void refusesAFileTruncatedOrOverwrittenWhileOpen() throws IOException {
        byte[] file = Safetensors.oneTensor("F16", 100_000, new byte[200_000]);
        Path path = Refusals.write(folder, file);
        try (WeightsFile weights = WeightsFiles.open(path)) {
            Files.write(path, Arrays.copyOf(file, 100_000));
            assertRefused(ExitCode.BAD_DATA, path + ": was cut short while it was read", "do not change it",
                    () -> weights.floats("t"));
        }
        Refusals.write(folder, file);
        try (WeightsFile weights = WeightsFiles.open(path)) {
            assertEquals(100_000, weights.floats("t").length);
            Files.write(path, file);
            Files.setLastModifiedTime(path, FileTime.fromMillis(1)); // in case the clock is coarse
            assertRefused(ExitCode.BAD_DATA, path + ": was changed while it was read", "do not change it",
                    () -> weights.floats("t"));
        }
    }

    @Test
    void readsAFileReplacedWhileOpen() throws IOException {
        Path path = Refusals.write(folder, Safetensors.oneTensor("F32", 1, new byte[4]));
        try (WeightsFile weights = WeightsFiles.open(path)) {
            Path other = Files.write(folder.resolve("other"), new byte[] {1, 2, 3});
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            assertArrayEquals(new float[1], weights.floats("t"));
            Files.delete(path);
            assertArrayEquals(new float[1], weights.floats("t"));
        }
    }

    @Test
    void refusesKnownFormatsThatAreNotWeightsOnRead() {
        for (String dtype : List.of("U8", "I8", "I16", "U16", "F8_E4M3", "F8_E5M2", "BOOL")) {
            int size = DType.named(dtype).map(DType::bytes).orElse(1);
            try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor(dtype, 4, new byte[4 * size]))) {
                assertRefused(ExitCode.BAD_DATA, weights.source() + ": tensor t is " + dtype + ", which is not read", "F32",
                        () -> weights.floats("t"));
            }
            assertRefused(folder, Safetensors.oneTensor(dtype, 5, new byte[4 * size]), "has " + 4 * size + " bytes");
        }
    }

    @Test
    void aSecondCloseHasNoEffect() {
        WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor("F32", 1, new byte[4]));
        weights.close();
        weights.close();
    }
}
