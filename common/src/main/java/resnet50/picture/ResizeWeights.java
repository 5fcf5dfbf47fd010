package resnet50.picture;

/**
 * Resampling weights along one side: for each output pixel, a run of input pixels and their weights. Computed in double and rounded
 * to fixed point as by Pillow.
 */
final class ResizeWeights {
    /** Pillow reserves eight bits for the pixel and two for the sum. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int ONE = 1 << PRECISION_BITS;

    /** Initial value of a sum, so that {@link #toByte} rounds. */
    static final int HALF = ONE / 2;

    private final int maxTaps;
    private final int[] starts; // [count]
    private final int[] ends; // [count]
    private final int[] weights; // [count][maxTaps]

    /**
     * @param in    input pixels along this side
     * @param out   output pixels along this side
     * @param first the first output pixel of the window
     * @param count output pixels in the window
     */
    ResizeWeights(Interpolation filter, int in, long out, long first, int count) {
        if (in < 1 || count < 1 || first < 0 || first + count > out) {
            throw new IllegalArgumentException(count + " pixels from " + first + " of " + in + " resized to " + out);
        }
        double scale = (double) in / out;
        double filterScale = Math.max(scale, 1);
        double radius = filter.radius() * filterScale;
        maxTaps = Math.min(in, 2 * (int) Math.ceil(radius) + 1);
        starts = new int[count];
        ends = new int[count];
        weights = new int[Math.multiplyExact(count, maxTaps)];
        double[] exact = new double[maxTaps];
        for (int i = 0; i < count; i++) {
            double center = (first + i + 0.5) * scale;
            starts[i] = Math.max((int) (center - radius + 0.5), 0);
            ends[i] = Math.min((int) (center + radius + 0.5), in);
            double sum = 0;
            for (int tap = 0; tap < taps(i); tap++) {
                // Pillow multiplies by the reciprocal: a division rounds differently
                exact[tap] = filter.weight((tap + starts[i] - center + 0.5) * (1 / filterScale));
                sum += exact[tap];
            }
            for (int tap = 0; tap < taps(i); tap++) {
                double weight = sum == 0 ? exact[tap] : exact[tap] / sum;
                weights[firstTap(i) + tap] = (int) ((weight < 0 ? -0.5 : 0.5) + weight * ONE);
            }
        }
    }

    /** First input pixel of the window's output pixel i. */
    int start(int i) {
        return starts[i];
    }

    /** One past the last input pixel of output pixel i. */
    int end(int i) {
        return ends[i];
    }

    /** Number of input pixels of output pixel i. */
    int taps(int i) {
        return ends[i] - starts[i];
    }

    /** Index of output pixel i's first weight in {@link #weights}. */
    int firstTap(int i) {
        return i * maxTaps;
    }

    /** Weight of an input pixel, between start and end, in output pixel i. */
    int weight(int i, int inputPixel) {
        return weights[firstTap(i) + inputPixel - starts[i]];
    }

    /** All weights as fractions of 2^22. */
    int[] weights() {
        return weights;
    }

    /** Converts a sum of weighted bytes, started from {@link #HALF}, to 0 to 255. Overshoot is clipped. */
    static int toByte(int sum) {
        return Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }
}
