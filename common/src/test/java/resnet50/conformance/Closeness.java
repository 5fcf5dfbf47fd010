package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/** Comparisons of floats with expected values. NaN is never close to anything. */
public final class Closeness {
    private Closeness() {}

    /** Returns the largest absolute difference; NaN if any number is NaN. */
    public static double maxDifference(float[] actual, double[] expected) {
        assertEquals(expected.length, actual.length, "length");
        double max = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]);
            max = difference > max || Double.isNaN(difference) ? difference : max;
            if (Double.isNaN(max)) {
                return max;
            }
        }
        return max;
    }

    /** Converts floats to doubles, the reference's type. */
    public static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** Returns the largest absolute value. */
    public static double maxMagnitude(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** Fails unless every number is within an absolute tolerance. */
    public static void assertClose(float[] actual, double[] expected, double tolerance, String what) {
        double difference = maxDifference(actual, expected);
        if (!(difference <= tolerance)) {
            fail(what + ": largest difference " + difference + ", allowed " + tolerance);
        }
    }

    /**
     * Returns the tolerance for the rounding error of a sum of {@code terms} products of floats. The error grows like a
     * random walk, with the square root of the number of terms.
     *
     * @param magnitude magnitude of the largest result
     */
    public static double sumTolerance(int terms, double magnitude) {
        return Math.ulp(1f) * (4 + 2 * Math.sqrt(terms)) * Math.max(magnitude, 1);
    }
}
