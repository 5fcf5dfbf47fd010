package resnet50.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class TopKTest {
    @Test
    void sortsByDescendingValue() {
        assertArrayEquals(new int[] {2, 0}, TopK.indices(new float[] {3, -1, 5, 2}, 2));
    }

    @Test
    void sortsEqualValuesByIndex() {
        assertArrayEquals(new int[] {1, 3, 0, 2}, TopK.indices(new float[] {1, 7, 1, 7}, 4));
    }

    @Test
    void returnsAtMostAllIndices() {
        assertArrayEquals(new int[] {1, 0}, TopK.indices(new float[] {1, 2}, 5));
    }
}
