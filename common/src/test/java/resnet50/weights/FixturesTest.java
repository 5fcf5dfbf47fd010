package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static resnet50.weights.Refusals.assertRefused;
import static resnet50.weights.Refusals.resource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ExitCode;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

class FixturesTest {
    @ParameterizedTest
    @CsvSource({
        "zip-ordereddict.pth,          torch zip,    zip-ordereddict-expected.safetensors",
        "legacy.pth,                   torch legacy, zip-ordereddict-expected.safetensors",
        "checkpoint-module-prefix.pth, torch zip,    zip-ordereddict-expected.safetensors",
        "views-and-dtypes.pth,         torch zip,    views-and-dtypes-expected.safetensors",
    })
    void fixturesHaveTheExpectedFormatAndTensors(String name, String format, String expectedName) {
        try (WeightsFile weights = WeightsFiles.open(resource("fixtures/" + name));
                WeightsFile expected = WeightsFiles.open(resource("fixtures/" + expectedName))) {
            assertEquals(format, weights.format());
            assertFalse(expected.tensors().isEmpty());
            for (TensorInfo tensor : expected.tensors().values()) {
                TensorInfo found = weights.tensors().get(tensor.name());
                assertEquals(tensor.elements(), found.elements(), tensor.name());
                // the reference stores scalars with shape [1]
                assertEquals(found.shape().isEmpty() ? List.of(1L) : found.shape(), tensor.shape(), tensor.name());
                float[] all = expected.floats(tensor.name());
                assertArrayEquals(all, weights.floats(tensor.name()), tensor.name());
                assertPartsAre(all, weights, tensor.name());
            }
        }
    }

    private static void assertPartsAre(float[] all, WeightsFile weights, String name) {
        for (int first = 0; first <= all.length; first++) {
            for (int count = 0; count <= all.length - first; count++) {
                float[] part = Arrays.copyOfRange(all, first, first + count);
                assertArrayEquals(part, weights.floats(name, first, count, null), name + " from " + first);
            }
        }
    }

    @Test
    void fixturesHaveNoOtherTensors() {
        try (WeightsFile weights = WeightsFiles.open(resource("fixtures/views-and-dtypes.pth"))) {
            assertEquals(Set.of("a", "b", "c", "half", "bf16", "f64", "i32", "scalar", "empty"), weights.tensors().keySet());
            assertEquals(List.of(), weights.tensors().get("scalar").shape());
            assertEquals(List.of(0L, 3L), weights.tensors().get("empty").shape());
            assertEquals(0, weights.floats("empty").length);
            assertEquals("BF16", weights.tensors().get("bf16").dtype());
        }
    }

    @Test
    void refusesAHostileFileWithoutExecutingIt() {
        Path path = resource("fixtures/hostile-os-system.pth");
        assertRefused(ExitCode.BAD_DATA, path + ": refused: pickle wants GLOBAL os.system; ", "", () -> WeightsFiles.open(path));
        assertFalse(Files.exists(Path.of("pickle-was-executed")));
    }
}
