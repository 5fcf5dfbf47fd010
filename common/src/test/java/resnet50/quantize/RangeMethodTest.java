package resnet50.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import resnet50.core.Int8Range;

class RangeMethodTest {
    private static Histogram of(float... values) {
        Histogram histogram = new Histogram();
        assertEquals(-1, histogram.add(values));
        return histogram;
    }

    private static float[] gaussian(int count, boolean relu) {
        Random random = new Random(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float value = (float) random.nextGaussian();
            values[i] = relu ? Math.max(0, value) : value;
        }
        return values;
    }

    private static void assertEqual(Histogram a, Histogram b) {
        assertEquals(a.width(), b.width());
        assertEquals(a.zeros(), b.zeros());
        assertEquals(a.min(), b.min());
        assertEquals(a.max(), b.max());
        for (int bin = -Histogram.HALF; bin < Histogram.HALF; bin++) {
            assertEquals(a.count(bin), b.count(bin), "bin " + bin);
        }
    }

    @Test
    void theOrderOfValuesDoesNotMatter() {
        float[] values = {1, -2, 0, 1000, 1e-30f, -1e-3f, 0, 3.14159f, -777, 2047.9f, 0.5f};
        Histogram atOnce = of(values);
        Histogram backwards = new Histogram();
        Histogram parts = new Histogram();
        for (int i = 0; i < values.length; i++) {
            backwards.add(new float[] {values[values.length - 1 - i]});
            parts.add(of(values[i]));
        }
        assertEqual(atOnce, backwards);
        assertEqual(atOnce, parts);
        assertEquals(1, atOnce.width());
        assertEquals(1, atOnce.count(1000));
        assertEquals(1, atOnce.count(-777));
        assertEquals(1, atOnce.count(-1), "-0.001");
        assertEquals(2, atOnce.count(0), "1e-30 and 0.5");
        assertEquals(values.length - 2, atOnce.nonzeros());
    }

    @Test
    void whatIsNotFiniteIsFound() {
        assertEquals(1, new Histogram().add(new float[] {1, Float.NaN, 2}));
        assertEquals(0, new Histogram().add(new float[] {Float.NEGATIVE_INFINITY}));
        assertEquals(-1, new Histogram().add(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE}));
    }

    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void extremesHaveARange(RangeMethod method) {
        assertEquals(new Int8Range(1, 0), method.choose(of(0, 0, 0)), "dead");
        assertEquals(new Int8Range(1, 0), method.choose(new Histogram()), "no value");
        Int8Range constant = method.choose(of(5, 5, 5, 5));
        assertEquals(0, constant.zeroPoint());
        assertEquals(5, constant.centered(5) * constant.scale(), 0.1, "a range of one value");
        Int8Range negative = method.choose(of(-3, -3));
        assertEquals(-3, negative.centered(-3) * negative.scale(), 0.1);
        Int8Range huge = method.choose(of(Float.MAX_VALUE, -Float.MAX_VALUE));
        assertTrue(Float.isFinite(huge.scale()), huge.toString());
        assertTrue(method.choose(of(Float.MIN_NORMAL, 1)).scale() > 0);
    }

    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void aReluGetsTheZeroPointZero(RangeMethod method) {
        Int8Range range = method.choose(of(gaussian(100_000, true)));
        assertEquals(0, range.zeroPoint());
        assertTrue(range.high() > 2 && range.high() < 4.6, range.toString());
        Int8Range both = method.choose(of(gaussian(100_000, false)));
        assertEquals(128, both.zeroPoint(), 12);
        assertTrue(both.high() > 2 && both.high() < 4.6, both.toString());
    }

    @Test
    void anOutlierIsClippedByPercentileAndEntropy() {
        float[] values = gaussian(100_000, true);
        values[7] = 50;
        assertEquals(50, RangeMethod.MINMAX.choose(of(values)).high(), 0.1);
        for (RangeMethod method : new RangeMethod[] {RangeMethod.PERCENTILE, RangeMethod.ENTROPY}) {
            double high = method.choose(of(values)).high();
            assertTrue(high > 2 && high < 25, method + " " + high);
        }
    }

    /** The range that mse chooses is nearly the best of all, by the values themselves. */
    @Test
    void leastSquaresAreLeast() {
        float[] values = gaussian(20_000, true);
        Arrays.fill(values, 0, 20, 9);
        double chosen = error(values, RangeMethod.MSE.choose(of(values)));
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= 200; i++) {
            least = Math.min(least, error(values, Int8Range.of(0, 9f * i / 200)));
        }
        assertTrue(chosen <= 1.03 * least, chosen + " instead of " + least);
    }

    private static double error(float[] values, Int8Range range) {
        double error = 0;
        for (float value : values) {
            double difference = range.centered(value) * range.scale() - value;
            error += difference * difference;
        }
        return error;
    }
}
