package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;
import static resnet50.weights.Safetensors.entry;
import static resnet50.weights.Safetensors.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;

class SafetensorsFileTest {
    private static final byte[] NONE = {};
    private static final byte[] FOUR = {0, 0, (byte) 0x80, 0x3f};

    @TempDir
    private Path folder;

    @Test
    void acceptsScalarsEmptyTensorsMetadataAndTrailingSpaces() {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},\"b\":" + entry("F32", "[]", 0, 4) + ",\"a\":"
                + entry("F32", "[0,3]", 0, 0) + "}   ";
        try (WeightsFile weights = Refusals.open(folder, file(header, FOUR))) {
            assertEquals("safetensors", weights.format());
            assertEquals(List.of("b", "a"), List.copyOf(weights.tensors().keySet()));
            assertArrayEquals(new float[] {1}, weights.floats("b"));
            assertArrayEquals(new float[] {}, weights.floats("a"));
        }
    }

    @Test
    void acceptsOffsetsInAnyOrder() {
        byte[] data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
        String header = "{\"second\":" + entry("F32", "[1]", 4, 8) + ",\"first\":" + entry("F32", "[1]", 0, 4) + "}";
        try (WeightsFile weights = Refusals.open(folder, file(header, data))) {
            assertArrayEquals(new float[] {2}, weights.floats("second"));
            assertArrayEquals(new float[] {1}, weights.floats("first"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void refusesHeadersOverTheLimit(long length) {
        byte[] bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put((byte) '{').array();
        assertRefused(folder, bytes, "more than allowed");
    }

    @Test
    void refusesAHeaderLongerThanTheFile() {
        byte[] bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(13).put((byte) '{').array();
        assertRefused(folder, bytes, "has only 20 in all");
    }

    @Test
    void refusesAHeaderWithoutABrace() {
        assertRefused(folder, file(" {}", NONE), "does not begin with {");
        assertRefused(folder, new byte[8], "does not begin with {");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        assertRefused(folder, file(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}, NONE), "is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"t\":1,\"t\":1}                                                                 | wrong type",
        "{\"__metadata__\":{},\"__metadata__\":{}}                                         | Duplicate",
        "{\"__metadata__\":{\"a\":\"b\",\"a\":\"b\"}}                                      | Duplicate",
        "{\"t\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}                                     | Duplicate",
        "{}{}                                                                              | after its safetensors header",
        "{} x                                                                              | bad safetensors header",
        "{\"t\":{\"x\":[[[[1]]]]}}                                                         | bad safetensors header",
        "{\"t\"                                                                            | bad safetensors header",
        "{\"__metadata__\":{\"a\":1}}                                                      | wrong type",
        "{\"__metadata__\":[]}                                                             | wrong type",
        "{\"t\":[]}                                                                        | wrong type",
        "{\"t\":{\"dtype\":1}}                                                             | wrong type",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0]}}                                         | lacks",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0]}}                    | lacks",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0,0]}}                | superfluous",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}                 | negative or superfluous",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0.0],\"data_offsets\":[0,0]}}                | wrong type",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,0]}} | bad safetensors header",
    })
    void refusesInvalidHeaders(String header, String part) {
        assertRefused(folder, file(header, NONE), part);
    }

    @Test
    void refusesTooManyDimensions() {
        String shape = "[" + "1,".repeat(40) + "1]";
        assertRefused(folder, file("{\"t\":" + entry("F32", shape, 0, 4) + "}", FOUR), "superfluous");
    }

    @Test
    void refusesLongNames() {
        String name = "n".repeat(2000);
        assertRefused(folder, file("{\"" + name + "\":" + entry("F32", "[1]", 0, 4) + "}", FOUR), "bad safetensors header");
    }

    @Test
    void refusesDuplicateTensors() {
        String t = "\"t\":" + entry("F32", "[0]", 0, 0);
        assertRefused(folder, file("{" + t + "," + t + "}", NONE), "Duplicate");
    }

    @Test
    void refusesHolesOverlapsAndTrailingBytes() {
        String header = "{\"t\":" + entry("F32", "[1]", 4, 8) + "}";
        assertRefused(folder, file(header, new byte[8]), "hole");
        header = "{\"t\":" + entry("F32", "[2]", 0, 8) + ",\"u\":" + entry("F32", "[1]", 4, 8) + "}";
        assertRefused(folder, file(header, new byte[8]), "overlaps");
        header = "{\"t\":" + entry("F32", "[1]", 0, 4) + ",\"u\":" + entry("F32", "[1]", 8, 12) + "}";
        assertRefused(folder, file(header, new byte[12]), "hole");
        header = "{\"t\":" + entry("F32", "[1]", 0, 4) + ",\"u\":" + entry("F32", "[1]", 4, 0) + "}";
        assertRefused(folder, file(header, FOUR), "end before it begins");
        header = "{\"t\":" + entry("F32", "[1]", 0, 4) + "}";
        assertRefused(folder, file(header, new byte[5]), "has 5 bytes of tensors where its header says 4");
        assertRefused(folder, file(header, new byte[3]), "has 3 bytes of tensors where its header says 4");
        assertRefused(folder, file("{}", new byte[1]), "has 1 bytes of tensors");
    }

    @Test
    void refusesSizesThatDoNotFitTheShape() {
        assertRefused(folder, Safetensors.oneTensor("F32", 2, FOUR), "tensor t of shape [2] and type F32 has 4 bytes");
        assertRefused(folder, Safetensors.oneTensor("F32", 0, FOUR), "of shape [0]");
        assertRefused(folder, Safetensors.oneTensor("F16", 1, FOUR), "type F16");
        assertRefused(folder, Safetensors.oneTensor("U8", 3, FOUR), "type U8");
        String header = "{\"t\":" + entry("F32", "[4294967296,4294967296,1]", 0, 4) + "}";
        assertRefused(folder, file(header, FOUR), "impossible shape");
        header = "{\"t\":" + entry("F32", "[4611686018427387904]", 0, 0) + "}";
        assertRefused(folder, file(header, NONE), "of shape [4611686018427387904]");
    }

    @Test
    void refusesUnknownNumberFormatsOnRead() {
        for (String dtype : List.of("U8", "F4_FUTURE", "f32")) {
            try (WeightsFile weights = Refusals.open(folder, Safetensors.oneTensor(dtype, 4, FOUR))) {
                assertEquals(dtype, weights.tensors().get("t").dtype());
                assertRefused(ExitCode.BAD_DATA, weights.source(), "tensor t is " + dtype, () -> weights.floats("t"));
            }
        }
    }
}
