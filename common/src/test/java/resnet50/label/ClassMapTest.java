package resnet50.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.weights.SyntheticWeights;

class ClassMapTest {
    private static final Architecture SMALL = Architecture.named("resnet18").orElseThrow().withClasses(3);
    private static final ClassMap MAP = new ClassMap(2, 3, new float[] {1, 2, 3, -4, 5, 6}, 0.25f);

    @Test
    void meanAndBiasAreTheLogit() {
        assertEquals(13 / 6.0 + 0.25, MAP.logit(), 1e-12);
        assertEquals(-4, MAP.min());
        assertEquals(6, MAP.max());
        assertEquals(6, MAP.maxMagnitude());
        assertEquals(4, new ClassMap(1, 2, new float[] {-4, 1}, 0).maxMagnitude());
    }

    @Test
    void theDifferenceBelongsToTheDifferenceOfTheLogits() {
        ClassMap other = new ClassMap(2, 3, new float[] {0, 1, 5, -4, 2, 0}, -1);
        ClassMap difference = MAP.minus(other);
        assertArrayEquals(new float[] {1, 1, -2, 0, 3, 6}, difference.values());
        assertEquals(MAP.logit() - other.logit(), difference.logit(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> MAP.minus(new ClassMap(3, 2, new float[6], 0)));
    }

    @Test
    void enlargementIsBilinearBetweenCenters() {
        ClassMap row = new ClassMap(1, 2, new float[] {0, 4}, 0).enlarged(2, 8);
        // centers of the two positions: between the second and third, and the sixth and seventh column
        float[] expected = {0, 0, 0.5f, 1.5f, 2.5f, 3.5f, 4, 4};
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 8; x++) {
                assertEquals(expected[x], row.at(y, x), 1e-6, y + ", " + x);
            }
        }
        assertArrayEquals(MAP.values(), MAP.enlarged(2, 3).values());
        assertEquals(MAP.max(), MAP.enlarged(200, 300).max(), "no overshoot");
    }

    @Test
    void refusesPositionsBesideIt() {
        assertThrows(IndexOutOfBoundsException.class, () -> MAP.at(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> MAP.at(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ClassMap(2, 2, new float[3], 0));
    }

    @Test
    void readsTheLastBlockDuringAnInferenceOfTheSameThread() {
        try (SyntheticWeights weights = new SyntheticWeights(SMALL)) {
            ClassMaps maps = new ClassMaps(SMALL, weights);
            float[] logits = {1, 2, 3};
            float[] data = new float[3 + 2 * 512]; // behind an offset
            data[3 + 7] = 2;
            data[3 + 512 + 9] = 10;
            assertFalse(maps.reads("layer4.1"), "no inference to explain");
            ClassMaps.OfPicture ofPicture = maps.during(() -> {
                assertTrue(maps.reads("layer4.1"));
                assertFalse(maps.reads("layer4.0"));
                maps.finished("layer4.0", new float[512], 0, 1, 1, 512);
                maps.finished("layer4.1", data, 3, 1, 2, 512);
                maps.finished("avgpool", new float[512], 0, 1, 1, 512);
                CompletableFuture.runAsync(() -> maps.finished("layer4.1", new float[512], 0, 1, 1, 512)).join();
                return logits;
            });
            assertSame(logits, ofPicture.logits());
            ClassMap map = ofPicture.of(1);
            float[] fc = weights.floats("fc.weight");
            assertArrayEquals(new float[] {2 * fc[512 + 7], 10 * fc[512 + 9]}, map.values());
            assertEquals(weights.floats("fc.bias")[1], map.bias());
            assertThrows(IllegalStateException.class, () -> maps.during(() -> logits), "no block reported");
        }
    }
}
