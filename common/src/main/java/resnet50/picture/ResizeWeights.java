package resnet50.picture;

/**
 * Along one side, which input pixels make an output pixel, and how much of each: a triangle as wide as the reduction, or of
 * radius one when the picture grows. Computed in double and rounded to fixed point as Pillow does.
 */
final class ResizeWeights {
    /** Pillow keeps eight bits for the pixel and two for the sum. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int ONE = 1 << PRECISION_BITS;

    /** What a sum starts from to be rounded. */
    static final int HALF = ONE / 2;

    private final int maxTaps;
    private final int[] starts; // [count]
    private final int[] ends; // [count]
    private final int[] weights; // [count][maxTaps]

    /**
     * @param in    input pixels along this side
     * @param out   output pixels along this side
     * @param first the first output pixel wanted
     * @param count how many are wanted
     */
    ResizeWeights(int in, long out, long first, int count) {
        if (in < 1 || count < 1 || first < 0 || first + count > out) {
            throw new IllegalArgumentException(count + " pixels from " + first + " of " + in + " resized to " + out);
        }
        double scale = (double) in / out;
        double radius = Math.max(scale, 1);
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
                double distance = Math.abs((tap + starts[i] - center + 0.5) * (1 / radius));
                exact[tap] = Math.max(1 - distance, 0);
                sum += exact[tap];
            }
            for (int tap = 0; tap < taps(i); tap++) {
                double weight = sum == 0 ? exact[tap] : exact[tap] / sum;
                weights[firstTap(i) + tap] = (int) (0.5 + weight * ONE);
            }
        }
    }

    /** The first input pixel that output pixel i of the window sees. */
    int start(int i) {
        return starts[i];
    }

    /** One past the last input pixel that output pixel i sees. */
    int end(int i) {
        return ends[i];
    }

    /** How many input pixels output pixel i sees. */
    int taps(int i) {
        return ends[i] - starts[i];
    }

    /** Where output pixel i's weights begin in {@link #weights}. */
    int firstTap(int i) {
        return i * maxTaps;
    }

    /** The weight of an input pixel, between start and end, in output pixel i. */
    int weight(int i, int inputPixel) {
        return weights[firstTap(i) + inputPixel - starts[i]];
    }

    /** All weights as fractions of 2^22. */
    int[] weights() {
        return weights;
    }

    /** A sum of weighted bytes, begun from {@link #HALF}, as 0 to 255. */
    static int toByte(int sum) {
        return Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }
}
