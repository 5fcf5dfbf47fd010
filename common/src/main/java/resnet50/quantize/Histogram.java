package resnet50.quantize;

import java.util.Arrays;

/**
 * A histogram of an activation's values. Bins have a power of two as their width, which doubles when a value lies
 * outside. The result depends only on the values, not on their order.
 */
final class Histogram {
    /** Bins of each sign. */
    static final int HALF = 2048;

    private static final int MIN_EXPONENT = -100;

    private int exponent = MIN_EXPONENT; // width of a bin: 2^exponent
    private final long[] counts = new long[2 * HALF]; // bin i holds values from (i - HALF) * width on
    private long zeros;
    private float min;
    private float max;

    /**
     * Adds values.
     *
     * @return index of the first value that is NaN or infinite, which ends the call; −1 if there is none
     */
    int add(float[] values) {
        float low = min;
        float high = max;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            if (!Float.isFinite(value)) {
                return i;
            }
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        min = low;
        max = high;
        widen(Math.max(exponent, exponentFor(Math.max(-low, high))));
        float perWidth = Math.scalb(1f, -exponent);
        for (float value : values) {
            if (value == 0) {
                zeros++;
            } else {
                counts[HALF + bin(value * perWidth)]++;
            }
        }
        return -1;
    }

    /** Rounds down; a cast rounds toward 0. */
    private static int bin(float widths) {
        int bin = (int) widths;
        return Math.max(-HALF, bin > widths ? bin - 1 : bin);
    }

    /** Returns the smallest exponent at which a magnitude lies below the last bin's end. */
    private static int exponentFor(float magnitude) {
        return magnitude == 0 ? MIN_EXPONENT : Math.getExponent(magnitude) + 1 - Integer.numberOfTrailingZeros(HALF);
    }

    /** Adds the values of another histogram. */
    void add(Histogram other) {
        int common = Math.max(exponent, other.exponent);
        widen(common);
        int shift = Math.min(common - other.exponent, Integer.SIZE - 1);
        for (int i = 0; i < counts.length; i++) {
            counts[HALF + ((i - HALF) >> shift)] += other.counts[i];
        }
        zeros += other.zeros;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    private void widen(int newExponent) {
        int shift = Math.min(newExponent - exponent, Integer.SIZE - 1);
        if (shift > 0) {
            long[] old = counts.clone();
            Arrays.fill(counts, 0);
            for (int i = 0; i < old.length; i++) {
                counts[HALF + ((i - HALF) >> shift)] += old[i];
            }
            exponent = newExponent;
        }
    }

    /** Smallest value, or 0 if all are positive. */
    float min() {
        return min;
    }

    /** Largest value, or 0 if all are negative. */
    float max() {
        return max;
    }

    /** Width of a bin. */
    double width() {
        return Math.scalb(1.0, exponent);
    }

    /** Number of values other than 0 from {@code bin} widths to one width more; {@code bin} from −HALF to HALF−1. */
    long count(int bin) {
        return counts[HALF + bin];
    }

    /** Number of values that are exactly 0: what a ReLU leaves of negative values. They have no rounding error. */
    long zeros() {
        return zeros;
    }

    /** Number of values other than 0. */
    long nonzeros() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
