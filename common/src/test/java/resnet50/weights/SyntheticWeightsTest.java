package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static resnet50.weights.Refusals.assertRefused;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;
import resnet50.testing.TestResource;

class SyntheticWeightsTest {
    private static WeightsFile golden() {
        return WeightsFiles.open(TestResource.file("golden/synthetic-logits.safetensors"));
    }

    @Test
    void firstElementsEqualTheReferences() {
        try (WeightsFile golden = golden()) {
            for (Architecture architecture : Architecture.family()) {
                try (WeightsFile weights = new SyntheticWeights(architecture)) {
                    float[] first8 = Arrays.copyOf(weights.floats("layer1.0.conv1.weight"), 8);
                    assertArrayEquals(golden.floats("weights_first8/" + architecture.name()), first8, architecture.name());
                }
            }
        }
    }

    @Test
    void inputEqualsTheReferencesInNhwcOrder() {
        float[] input = SyntheticWeights.input(224);
        assertEquals(224 * 224 * 3, input.length);
        float[] firstReds = new float[8];
        for (int x = 0; x < 8; x++) {
            firstReds[x] = input[x * 3];
        }
        try (WeightsFile golden = golden()) {
            assertArrayEquals(golden.floats("input/first8"), firstReds);
        }
    }

    /** Compares with values of an independent implementation of the formula. */
    @Test
    void everyKindOfTensorEqualsTheFormula() {
        try (WeightsFile weights = new SyntheticWeights(Architecture.named("resnet50").orElseThrow())) {
            assertStart(weights, "conv1.weight", 0.018213026f, 0.09906029f);
            assertStart(weights, "bn1.weight", 0.430102f, 0.6622045f);
            assertStart(weights, "bn1.bias", -0.06556076f, -0.09196909f);
            assertStart(weights, "bn1.running_mean", 0.046889983f, 0.020123731f);
            assertStart(weights, "bn1.running_var", 1.1423075f, 1.2867534f);
            assertStart(weights, "fc.weight", -0.0011753123f, 0.028495958f);
            assertStart(weights, "fc.bias", -0.00223487f, -0.0019268214f);
        }
        assertEquals(0.85176694f, SyntheticWeights.input(32)[1]);
        assertEquals(-0.14680183f, SyntheticWeights.input(32)[32 * 32 * 3 - 1]);
    }

    private static void assertStart(WeightsFile weights, String name, float first, float second) {
        assertArrayEquals(new float[] {first, second}, Arrays.copyOf(weights.floats(name), 2), name);
    }

    @Test
    void behavesLikeAFile() {
        Architecture architecture = Architecture.named("resnet18").orElseThrow().withClasses(10);
        try (WeightsFile weights = new SyntheticWeights(architecture)) {
            assertEquals("synthetic", weights.format());
            assertEquals(architecture, ArchitectureRecognizer.recognize(weights));
            WeightsCheck.check(weights, architecture);
            assertEquals(List.of(10L, 512L), weights.tensors().get("fc.weight").shape());
            assertEquals(5120, weights.floats("fc.weight").length);
            assertEquals(20480, weights.bytesRead());
            float[] part = Arrays.copyOfRange(weights.floats("fc.weight"), 500, 512);
            assertArrayEquals(part, weights.floats("fc.weight", 500, 12, new float[3]));
            assertThrows(IndexOutOfBoundsException.class, () -> weights.floats("fc.weight", 5119, 2, null));
            assertEquals("synthetic", weights.source());
            assertRefused(ExitCode.BAD_DATA, "synthetic: ", "has no tensor x", () -> weights.floats("x"));
        }
    }
}
