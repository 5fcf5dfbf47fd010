package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;

final class FeatureWeightsTest {
    private static final int FEATURES = 512;

    private final Architecture architecture = Architecture.named("resnet18").orElseThrow();
    private final OpenedWeights opened = FeatureWeights.of(
            new OpenedWeights(new SyntheticWeights(architecture), architecture, "synthetic"));

    @Test
    void theLastLayerIsTheIdentity() {
        float[] identity = opened.file().floats("fc.weight");
        assertEquals(FEATURES * FEATURES, identity.length);
        for (int i = 0; i < identity.length; i++) {
            assertEquals(i / FEATURES == i % FEATURES ? 1 : 0, identity[i]);
        }
        assertArrayEquals(new float[FEATURES], opened.file().floats("fc.bias"));
        assertEquals(FEATURES, opened.architecture().classes());
        assertEquals(List.of((long) FEATURES, (long) FEATURES), opened.file().tensors().get("fc.weight").shape());
    }

    @Test
    void partialReadsEqualTheWholeTensor() {
        float[] whole = opened.file().floats("fc.weight");
        for (int first : new int[] {0, 1, 512, 513, 514, 1000, FEATURES * FEATURES - 3}) {
            assertArrayEquals(
                    Arrays.copyOfRange(whole, first, first + 3), opened.file().floats("fc.weight", first, 3, null), "from " + first);
        }
    }

    @Test
    void keepsTheOtherTensors() {
        assertArrayEquals(new SyntheticWeights(architecture).floats("conv1.weight"), opened.file().floats("conv1.weight"));
    }
}
