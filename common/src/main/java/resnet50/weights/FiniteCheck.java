package resnet50.weights;

import resnet50.core.Printable;

/** Refuses weights that are no numbers: the formats do not forbid them, but logits computed with them mean nothing. */
final class FiniteCheck {
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private FiniteCheck() {}

    /**
     * Checks the first {@code count} elements of an array. Starts with a loop of few instructions: it runs over all weights of the
     * network before the JVM has compiled it well.
     *
     * @param name  of the tensor
     * @param first index of the first element in the tensor, for the message
     * @throws Malformed if there is a NaN or an infinity
     */
    static void require(String name, int first, int count, float[] floats) {
        int largest = 0; // bits without the sign are in the order of the numbers; NaNs come last
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(floats[i]) & Integer.MAX_VALUE);
        }
        if (largest < INFINITY_BITS) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(floats[i])) {
                String what = Float.isNaN(floats[i]) ? "NaN" : "an infinity";
                throw new Malformed("tensor " + Printable.quote(name) + " has " + what + " at element " + (first + i),
                        "these weights are broken, get others");
            }
        }
    }
}
