package resnet50.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.Architecture;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Range;

/** Compares the rounding with exact decimal arithmetic. */
class RoundingTest {
    private static final int SAMPLES = 200_000;

    /** Sums of products and biases of all networks of the family are below it. */
    private static final int SUMS = 1 << 29;

    private final Random random = new Random(1);

    private static double expected(BigDecimal real, Int8Range range) {
        BigDecimal rounded = real.setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal low = BigDecimal.valueOf(-range.zeroPoint());
        return rounded.max(low).min(low.add(BigDecimal.valueOf(255))).doubleValue() + 0.0; // no negative zero
    }

    private Int8Range range() {
        float scale = (float) Math.exp(random.nextGaussian() * 3 - 3);
        return new Int8Range(scale, random.nextInt(256));
    }

    @Test
    void requantizationIsExact() {
        for (int i = 0; i < SAMPLES; i++) {
            Int8Range range = range();
            int sum = random.nextInt(-SUMS, SUMS) >> random.nextInt(20);
            // near to a half, in one case of two
            double target = random.nextBoolean() ? random.nextInt(255) - range.zeroPoint() + 0.5 : 300 * random.nextGaussian();
            float multiplier = sum == 0 ? 1 : (float) Math.max(Float.MIN_NORMAL, Math.abs(target / sum));
            assertEquals(
                    expected(new BigDecimal(sum).multiply(new BigDecimal(multiplier)), range),
                    IntegerArithmetic.requantized(sum, multiplier, range) + 0.0,
                    sum + " times " + multiplier);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 0", "3, 0.5, 2", "5, 0.5, 2", "-1, 0.5, 0", "-3, 0.5, -2", "-5, 0.5, -2", "1000, 1, 155", "-1000, 1, -100"})
    void halvesAreRoundedToEvenAndTheRestIsClipped(int sum, float multiplier, double code) {
        assertEquals(code, IntegerArithmetic.requantized(sum, multiplier, new Int8Range(1, 100)) + 0.0);
    }

    @Test
    void theResidualAddIsExact() {
        for (int i = 0; i < SAMPLES; i++) {
            Int8Range a = range();
            Int8Range b = range();
            Int8Range sum = new Int8Range(Math.max(a.scale(), b.scale()) * (1 + random.nextFloat()), random.nextInt(256));
            int x = random.nextInt(256) - a.zeroPoint();
            int y = random.nextInt(256) - b.zeroPoint();
            BigDecimal real = product(x, a).add(product(y, b)).divide(new BigDecimal(sum.scale()), MathContext.DECIMAL128);
            assertEquals(expected(real, sum), IntegerArithmetic.added(x, a, y, b, sum) + 0.0, x + " " + a + " " + y + " " + b);
        }
    }

    private static BigDecimal product(int code, Int8Range range) {
        return new BigDecimal(code).multiply(new BigDecimal(range.scale()));
    }

    @Test
    void equalScalesAddAsIntegers() {
        Int8Range range = new Int8Range(0.1f, 0);
        assertEquals(7, IntegerArithmetic.added(3, range, 4, range, range));
        assertEquals(255, IntegerArithmetic.added(200, range, 100, range, range));
        assertEquals(0, IntegerArithmetic.added(-200, range, 100, range, range) + 0.0);
        Int8Range twice = new Int8Range(0.2f, 0);
        assertEquals(2, IntegerArithmetic.added(2, range, 3, range, twice), "2.5 to even");
        assertEquals(4, IntegerArithmetic.added(3, range, 4, range, twice), "3.5 to even");
    }

    @Test
    void realNumbersGetTheNearestCode() {
        for (int i = 0; i < SAMPLES; i++) {
            Int8Range range = range();
            float value = (float) (range.scale() * 200 * random.nextGaussian());
            float quotient = value / range.scale(); // ONNX divides floats
            assertEquals(expected(new BigDecimal(quotient), range), range.centered(value) + 0.0, value + " in " + range);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 6", "-3, 0", "1, 2", "-2, -1", "-1e-20, 1e20", "0, 1e-35", "-3e38, 3e38"})
    void aRangeHoldsItsEndsAndZero(float low, float high) {
        Int8Range range = Int8Range.of(low, high);
        assertEquals(0, range.centered(0));
        double step = range.scale() * 0.501;
        assertEquals(Math.max(high, 0), range.high(), step);
        assertEquals(Math.min(low, 0), range.low(), step);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1e-40", "-1e-44, 0"})
    void aRangeOfOneValueHasTheScaleOne(float low, float high) {
        assertEquals(new Int8Range(1, 0), Int8Range.of(low, high));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE})
    void impossibleScalesAreRefused(float scale) {
        assertThrows(IllegalArgumentException.class, () -> new Int8Range(scale, 0));
    }

    @Test
    void weightsAndBiasesAreTheNearestCodes() {
        Int8Range input = new Int8Range(0.02f, 3);
        float[] weights = {0.5f, -1, 0.25f, 0, 0, 0, 1e-30f, 0, -1e-30f};
        double[] bias = {0.7, 0.3, 5};
        for (int max : new int[] {64, 127}) {
            Int8Layer layer = WeightQuantizer.quantize(new FoldedLayer(weights, bias), 3, input, max);
            for (int c = 0; c < 3; c++) {
                double unit = layer.unit(input, c);
                assertEquals(bias[c], layer.bias()[c] * unit, unit / 2, "bias " + c);
                for (int i = 3 * c; i < 3 * c + 3; i++) {
                    assertEquals(weights[i], layer.weights()[i] * layer.scales()[c], layer.scales()[c] * 0.501, "weight " + i);
                }
            }
            assertEquals(-max, layer.weights()[1]);
            assertEquals(max, layer.maxWeight());
        }
    }

    @Test
    void aDeadChannelKeepsItsBias() {
        Int8Range input = new Int8Range(0.5f, 0);
        for (double bias : new double[] {0, 1e-3, -2.5, 1e6}) {
            Int8Layer layer = WeightQuantizer.quantize(new FoldedLayer(new float[4], new double[] {bias}), 1, input, 127);
            assertEquals(bias, layer.bias()[0] * (double) layer.unit(input, 0), Math.abs(bias) * 1e-7);
            assertEquals(0, layer.maxWeight());
        }
    }

    @Test
    void theSumsOfTheWholeFamilyAreBelowTheLimit() {
        Architecture.family().forEach(network -> network.convolutions(224).forEach(conv -> {
            long terms = (long) conv.shape().kernel() * conv.shape().kernel() * conv.shape().groupInC();
            assertTrue(terms * 255 * 127 + Int8Layer.MAX_BIAS < SUMS, network.name() + " " + conv.name());
        }));
        assertTrue(PackedConvolution.EXACT_TERMS * 255 * 127 < 1 << 24);
    }
}
