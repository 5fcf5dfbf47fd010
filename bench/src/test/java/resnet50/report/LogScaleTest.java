package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogScaleTest {
    @Test
    void endsAtRoundNumbersAroundAllValues() {
        assertScale(50, 10_000, 82, 7971);
        assertScale(50, 100, 50, 100);
        assertScale(500, 1000, 840, 911);
        assertScale(1, 2, 1, 1);
        assertScale(0.02, 0.5, 0.03, 0.21);
        assertScale(100, 1000, 100, 999.9);
        assertScale(1, 10, Double.NaN, 0, -3, Double.POSITIVE_INFINITY);
    }

    private static void assertScale(double low, double high, double... values) {
        LogScale scale = LogScale.around(Arrays.stream(values).boxed().toList(), 0, 100);
        assertEquals(low, scale.low(), 1e-9 * low);
        assertEquals(high, scale.high(), 1e-9 * high);
    }

    @Test
    void scaleMayRunUpward() {
        LogScale scale = new LogScale(10, 1000, 300, 100);
        assertEquals(300, scale.at(10), 1e-9);
        assertEquals(200, scale.at(100), 1e-9);
        assertEquals(100, scale.at(1000), 1e-9);
    }

    @Test
    void ticks() {
        assertEquals("[50, 100, 200, 500, 1000]", ticks(50, 1000));
        assertEquals("[0.02, 0.05, 0.1, 0.2]", ticks(0.02, 0.2));
        assertEquals("[1, 10, 100, 1000, 10000]", ticks(0.5, 10_000));
    }

    private static String ticks(double low, double high) {
        return new LogScale(low, high, 0, 300).ticks().stream().map(Figures::tick).toList().toString();
    }
}
