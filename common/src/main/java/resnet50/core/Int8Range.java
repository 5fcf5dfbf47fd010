package resnet50.core;

/**
 * An affine mapping of real numbers to unsigned 8-bit integers: {@code real = scale * (code - zeroPoint)}, as ONNX's
 * {@code QuantizeLinear} defines it.
 *
 * @param scale     a positive normal float
 * @param zeroPoint code of the real number 0, 0 to 255
 */
public record Int8Range(float scale, int zeroPoint) {
    /** Largest code. */
    public static final int MAX_CODE = 255;

    public Int8Range {
        if (!isScale(scale)) {
            throw new IllegalArgumentException("scale " + scale + " is not a positive normal number");
        }
        if (zeroPoint < 0 || zeroPoint > MAX_CODE) {
            throw new IllegalArgumentException("zero point " + zeroPoint + " is not between 0 and " + MAX_CODE);
        }
    }

    /** Whether a number can be a scale, of activations or of weights: positive, normal and finite. */
    public static boolean isScale(float number) {
        return number >= Float.MIN_NORMAL && number <= Float.MAX_VALUE;
    }

    /**
     * Returns the range of the codes from {@code low} to {@code high}. It is extended to include 0, which has a code of
     * its own. A range that consists of 0 has the scale 1.
     */
    public static Int8Range of(float low, float high) {
        double from = Math.min(low, 0);
        double to = Math.max(high, 0);
        float scale = (float) ((to - from) / MAX_CODE);
        if (scale < Float.MIN_NORMAL) {
            return new Int8Range(1, 0);
        }
        return new Int8Range(scale, (int) Math.min(Math.rint(-from / scale), MAX_CODE));
    }

    /** Returns the code nearest to a number minus the zero point, halves rounded to even: −255 to 255, an integer. */
    public float centered(float value) {
        return (float) clamped(Math.rint(value / scale));
    }

    /** Limits a code minus the zero point to the codes that exist. */
    public double clamped(double centered) {
        return Math.max(-zeroPoint, Math.min(MAX_CODE - zeroPoint, centered));
    }

    /** Smallest real number that has a code. */
    public float low() {
        return -zeroPoint * scale;
    }

    /** Largest real number that has a code. */
    public float high() {
        return (MAX_CODE - zeroPoint) * scale;
    }
}
