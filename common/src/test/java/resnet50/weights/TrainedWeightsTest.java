package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.WeightsFile;
import resnet50.testing.Repository;
import resnet50.testing.TestData;

/** Trained weights in the formats that users have. */
class TrainedWeightsTest {
    @Test
    void readsTheCompactFile() {
        check(Repository.WEIGHTS, "safetensors, product-quantized", "resnet50", 25_557_032);
        try (WeightsFile weights = WeightsFiles.open(Repository.WEIGHTS)) {
            assertFirstAndLast(weights, "conv1.weight", 0.013336182f, -0.0067634583f); // stored as F16
            assertFirstAndLast(weights, "layer3.2.conv2.weight", 0.0029563904f, 0.002916336f); // U8 codes
            assertFirstAndLast(weights, "fc.weight", -0.0065574646f, 0.0073051453f); // I16 codes
        }
    }

    @ParameterizedTest
    @CsvSource({"resnet50.pth, torch zip, resnet50, 25557032", "resnet18.safetensors, safetensors, resnet18, 11689512"})
    void readsOtherFormats(String name, String format, String architecture, long parameters) {
        check(TestData.model(name), format, architecture, parameters);
    }

    @Test
    void compactAndExpandedFilesContainTheSameNumbers() {
        try (WeightsFile expanded = WeightsFiles.open(TestData.model("resnet50.pth"));
                WeightsFile compact = WeightsFiles.open(Repository.WEIGHTS)) {
            for (Parameter parameter : Architecture.named("resnet50").orElseThrow().parameters()) {
                assertArrayEquals(expanded.floats(parameter.name()), compact.floats(parameter.name()), parameter.name());
            }
        }
    }

    private static void check(Path path, String format, String architecture, long parameters) {
        try (OpenedWeights weights = WeightsLocator.ofThisMachine()
                .open(Optional.of(path.toString()), Optional.empty())) {
            assertEquals(format, weights.file().format());
            assertEquals(architecture, weights.architecture().name());
            assertEquals(1000, weights.architecture().classes());
            assertEquals("weights: " + path + " (as given)", weights.description());
            assertEquals(0, weights.file().bytesRead());
            assertEquals(parameters, WeightsSummary.parameters(weights.file()));
            assertTrue(WeightsSummary.of(weights.file()).notFinite().isEmpty());
        }
    }

    private static void assertFirstAndLast(WeightsFile weights, String name, float first, float last) {
        float[] floats = weights.floats(name);
        assertArrayEquals(new float[] {first, last}, new float[] {floats[0], floats[floats.length - 1]}, name);
    }
}
