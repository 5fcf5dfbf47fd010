package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.testing.SharedData;

/** Trained weights, as people have them. */
class SharedWeightsTest {
    @ParameterizedTest
    @CsvSource({"resnet50.pth, torch zip, resnet50, 25557032", "resnet18.safetensors, safetensors, resnet18, 11689512"})
    void trainedWeightsAreWhatTheyShouldBe(String name, String format, String architecture, long parameters) {
        Path path = SharedData.model(name);
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

    @Test
    void firstValuesOfAKnownFile() {
        try (WeightsFile weights = WeightsFiles.open(SharedData.model("resnet50.pth"))) {
            float[] weight = weights.floats("conv1.weight");
            assertArrayEquals(new float[] {0.013336182f, -0.0067634583f}, new float[] {weight[0], weight[weight.length - 1]});
        }
    }
}
