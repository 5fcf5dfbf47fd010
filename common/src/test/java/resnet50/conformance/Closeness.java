package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/** Comparisons of floats with what they should be. A NaN is never close to anything. */
public final class Closeness {
    private Closeness() {}

    /** The largest absolute difference; NaN if any number is. */
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

    /** The same numbers, as the reference has them. */
    public static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** The largest absolute number. */
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
     * What rounding may do to a sum of {@code terms} products of floats: it grows as a random walk does, with the root of the
     * number of terms.
     *
     * @param magnitude of the largest result
     */
    public static double sumTolerance(int terms, double magnitude) {
        return Math.ulp(1f) * (4 + 2 * Math.sqrt(terms)) * Math.max(magnitude, 1);
    }
}
