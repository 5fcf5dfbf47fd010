package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double EXACT = 1e-12;
    private static final double[] ODD = {7, 1, 5};
    private static final double[] EVEN = {40, 10, 30, 20};

    @Test
    void summarizesKnownData() {
        assertEquals(1, Statistics.min(ODD), EXACT);
        assertEquals(7, Statistics.max(ODD), EXACT);
        assertEquals(13.0 / 3, Statistics.mean(ODD), EXACT);
        assertEquals(5, Statistics.median(ODD), EXACT);
        assertEquals(25, Statistics.median(EVEN), EXACT);
    }

    /** Expected values from {@code numpy.percentile}. */
    @Test
    void interpolatesPercentilesAsNumPyDoes() {
        assertEquals(10, Statistics.percentile(EVEN, 0), EXACT);
        assertEquals(17.5, Statistics.percentile(EVEN, 25), EXACT);
        assertEquals(37, Statistics.percentile(EVEN, 90), EXACT);
        assertEquals(40, Statistics.percentile(EVEN, 100), EXACT);
        assertEquals(3, Statistics.percentile(new double[] {3}, 90), EXACT);
    }

    @Test
    void leavesTheSampleInItsOrder() {
        double[] values = {3, 1, 2};
        Statistics.median(values);
        assertArrayEquals(new double[] {3, 1, 2}, values);
    }

    @Test
    void refusesAnEmptySampleAndImpossiblePercentiles() {
        double[] none = {};
        assertThrows(IllegalArgumentException.class, () -> Statistics.min(none));
        assertThrows(IllegalArgumentException.class, () -> Statistics.max(none));
        assertThrows(IllegalArgumentException.class, () -> Statistics.mean(none));
        assertThrows(IllegalArgumentException.class, () -> Statistics.median(none));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(none, 90));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(ODD, -1));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(ODD, 101));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(ODD, Double.NaN));
    }
}
