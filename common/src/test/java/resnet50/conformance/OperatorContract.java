package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.conformance.Closeness.widen;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.core.ConvShape;

/**
 * Tests a stage's operators against {@link ReferenceOperators} on edge-case shapes. A subclass in the stage calls the
 * operators. It surrounds each array with NaN, to detect reads outside the array.
 */
public abstract class OperatorContract {
    private static final int[] LENGTHS = {1, 7, 8, 13, 64, 207};

    private final Random random = new Random(50);

    /** @param weight // [outC][inC / groups][kernel][kernel] */
    protected abstract float[] conv2d(ConvShape shape, float[] in, float[] weight);

    /** @param parameters weight, bias, running mean and running variance, each // [channels] */
    protected abstract float[] batchNorm2d(int height, int width, int channels, float[] in, List<float[]> parameters);

    protected abstract float[] relu(int height, int width, int channels, float[] in);

    protected abstract float[] add(int height, int width, int channels, float[] a, float[] b);

    protected abstract float[] maxPool2d(ConvShape shape, float[] in);

    protected abstract float[] avgPool2d(int height, int width, int channels, float[] in);

    /** A convolution and its batch norm; overridden by stages that fuse both. */
    protected float[] convAndNorm(ConvShape shape, float[] in, float[] weight, List<float[]> parameters) {
        return batchNorm2d(shape.outH(), shape.outW(), shape.outC(), conv2d(shape, in, weight), parameters);
    }

    /**
     * A convolution and its possible epilogue; overridden by stages that fuse them.
     *
     * @param shortcut added after the batch norm; null for none
     */
    protected float[] convNormAddRelu(ConvShape shape, float[] in, float[] weight, List<float[]> parameters, float[] shortcut) {
        int height = shape.outH();
        int width = shape.outW();
        int channels = shape.outC();
        float[] norm = convAndNorm(shape, in, weight, parameters);
        return relu(height, width, channels, shortcut == null ? norm : add(height, width, channels, norm, shortcut));
    }

    /** @param weight // [bias.length][in.length] */
    protected abstract float[] linear(float[] in, float[] weight, float[] bias);

    static Stream<ConvShape> convShapes() {
        return Stream.of(
                new ConvShape(1, 1, 1, 1, 1, 1, 0, 1), // the smallest shape
                new ConvShape(1, 1, 1, 5, 3, 1, 1, 1), // one pixel surrounded by padding
                new ConvShape(3, 13, 7, 16, 7, 2, 3, 1), // conv1's window, small odd picture
                new ConvShape(8, 7, 13, 24, 1, 1, 0, 1),
                new ConvShape(13, 7, 7, 9, 3, 1, 1, 1), // channels not a multiple of any vector length
                new ConvShape(16, 9, 8, 8, 1, 3, 0, 1), // stride larger than the window
                new ConvShape(5, 11, 13, 6, 2, 3, 0, 1), // the same, even window, unused column at the right
                new ConvShape(16, 6, 5, 8, 3, 2, 1, 1),
                new ConvShape(64, 7, 7, 64, 3, 1, 1, 1),
                new ConvShape(2, 3, 3, 4, 3, 1, 3, 1), // padding as wide as the window
                new ConvShape(32, 5, 7, 32, 3, 1, 1, 8), // 4 channels per group, as in resnext50_32x4d
                new ConvShape(64, 6, 6, 64, 3, 2, 1, 8), // 8 channels per group, as in resnext101_32x8d
                new ConvShape(6, 5, 5, 9, 3, 1, 1, 3), // groups with more outputs than inputs
                new ConvShape(7, 5, 5, 7, 3, 1, 1, 7), // depthwise
                new ConvShape(512, 2, 3, 17, 3, 1, 1, 1), // a long sum
                new ConvShape(35, 14, 14, 40, 1, 1, 0, 1),
                new ConvShape(24, 7, 7, 33, 1, 2, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("convShapes")
    void conv2d(ConvShape shape) {
        float[] in = numbers(shape.inH() * shape.inW() * shape.inC());
        int terms = shape.groupInC() * shape.kernel() * shape.kernel();
        float[] weight = numbers(shape.outC() * terms);
        double[] expected = ReferenceOperators.conv2d(shape, widen(in), weight);
        // the sum of n terms of magnitude 1 with random signs is about the root of n
        double tolerance = Closeness.sumTolerance(terms, Math.sqrt(terms));
        Closeness.assertClose(conv2d(shape, in, weight), expected, tolerance, shape.toString());
    }

    @ParameterizedTest
    @MethodSource("convShapes")
    void convNormAddRelu(ConvShape shape) {
        float[] in = numbers(shape.inH() * shape.inW() * shape.inC());
        int terms = shape.groupInC() * shape.kernel() * shape.kernel();
        float[] weight = numbers(shape.outC() * terms);
        List<float[]> p = normParameters(shape.outC(), 0.25f);
        float[] shortcut = numbers(shape.outH() * shape.outW() * shape.outC());
        double[] sums = ReferenceOperators.conv2d(shape, widen(in), weight);
        double[] norm = ReferenceOperators.batchNorm2d(sums, p.get(0), p.get(1), p.get(2), p.get(3));
        double[] added = ReferenceOperators.add(norm, widen(shortcut));
        // batch norm may enlarge the sums: it may divide by 1/2
        double tolerance = Closeness.sumTolerance(terms + 5, 2 * Math.sqrt(terms) + 4);
        Closeness.assertClose(
                convNormAddRelu(shape, in, weight, p, null), ReferenceOperators.relu(norm), tolerance, shape + " without shortcut");
        Closeness.assertClose(
                convNormAddRelu(shape, in, weight, p, shortcut), ReferenceOperators.relu(added), tolerance, shape + " with shortcut");
    }

    static Stream<ConvShape> poolShapes() {
        return Stream.of(
                new ConvShape(1, 1, 1, 1, 3, 2, 1, 1),
                new ConvShape(64, 14, 14, 64, 3, 2, 1, 64),
                new ConvShape(13, 7, 13, 13, 3, 2, 1, 13),
                new ConvShape(8, 5, 6, 8, 2, 3, 0, 8),
                new ConvShape(3, 9, 4, 3, 3, 1, 1, 3));
    }

    @ParameterizedTest
    @MethodSource("poolShapes")
    void maxPool2d(ConvShape shape) {
        float[] in = numbers(shape.inH() * shape.inW() * shape.inC());
        for (int i = 0; i < in.length; i++) {
            in[i] -= 2; // all negative: padding of zeros would be the maximum
        }
        Closeness.assertClose(maxPool2d(shape, in), ReferenceOperators.maxPool2d(shape, widen(in)), 0, shape.toString());
    }

    @Test
    void batchNorm2d() {
        for (int channels : LENGTHS) {
            float[] in = numbers(3 * 5 * channels);
            List<float[]> p = normParameters(channels, 0);
            p.get(3)[0] = 0; // zero variance: the result depends on epsilon
            double[] expected = ReferenceOperators.batchNorm2d(widen(in), p.get(0), p.get(1), p.get(2), p.get(3));
            double tolerance = Closeness.sumTolerance(4, Closeness.maxMagnitude(expected));
            Closeness.assertClose(batchNorm2d(3, 5, channels, in, p), expected, tolerance, channels + " channels");
        }
    }

    @Test
    void relu() {
        for (int channels : LENGTHS) {
            float[] in = numbers(3 * 5 * channels);
            in[0] = -0f;
            float[] out = relu(3, 5, channels, in);
            Closeness.assertClose(out, ReferenceOperators.relu(widen(in)), 0, channels + " channels");
        }
    }

    @Test
    void reluPropagatesNaN() {
        for (int channels : LENGTHS) {
            for (int bad = 0; bad < channels; bad++) {
                float[] in = numbers(channels);
                in[bad] = Float.NaN;
                assertTrue(Float.isNaN(relu(1, 1, channels, in)[bad]), "NaN at " + bad + " of " + channels);
            }
        }
    }

    @Test
    void maxPool2dPropagatesNaN() {
        for (int channels : LENGTHS) {
            float[] in = numbers(channels);
            in[channels - 1] = Float.NaN;
            float[] out = maxPool2d(new ConvShape(channels, 1, 1, channels, 3, 2, 1, channels), in);
            assertTrue(Float.isNaN(out[channels - 1]), channels + " channels");
        }
    }

    @Test
    void add() {
        for (int channels : LENGTHS) {
            float[] a = numbers(3 * 5 * channels);
            float[] b = numbers(3 * 5 * channels);
            double[] expected = ReferenceOperators.add(widen(a), widen(b));
            Closeness.assertClose(add(3, 5, channels, a, b), expected, Math.ulp(2f), channels + " channels");
        }
    }

    @Test
    void avgPool2d() {
        for (int channels : LENGTHS) {
            float[] in = numbers(7 * 13 * channels);
            double[] expected = ReferenceOperators.avgPool2d(channels, widen(in));
            double tolerance = Closeness.sumTolerance(7 * 13, 1);
            Closeness.assertClose(avgPool2d(7, 13, channels, in), expected, tolerance, channels + " channels");
        }
    }

    @Test
    void linear() {
        for (int inputs : LENGTHS) {
            for (int outputs : LENGTHS) {
                float[] in = numbers(inputs);
                float[] weight = numbers(outputs * inputs);
                float[] bias = numbers(outputs);
                double[] expected = ReferenceOperators.linear(widen(in), weight, bias);
                double tolerance = Closeness.sumTolerance(inputs, Math.sqrt(inputs));
                Closeness.assertClose(linear(in, weight, bias), expected, tolerance, inputs + " to " + outputs);
            }
        }
    }

    /** Returns weight, bias, mean and variance; the variance exceeds {@code leastVariance} by up to 1. */
    private List<float[]> normParameters(int channels, float leastVariance) {
        float[] variance = numbers(channels);
        for (int c = 0; c < channels; c++) {
            variance[c] = leastVariance + Math.abs(variance[c]);
        }
        return List.of(numbers(channels), numbers(channels), numbers(channels), variance);
    }

    /** Returns numbers between -1 and 1. */
    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
