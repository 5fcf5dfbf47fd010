package resnet50.weights;

import resnet50.core.Printable;

/**
 * Refuses weights that are NaN or infinite. The file formats allow them, but logits computed with them have no meaning.
 */
final class FiniteCheck {
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private FiniteCheck() {}

    /**
     * Checks the first {@code count} elements of an array. The first loop has few instructions because it runs over all
     * weights of the network before C2 compiles it.
     *
     * @param name  name of the tensor
     * @param first index in the tensor of the first element, for the message
     * @throws Malformed if an element is NaN or infinite
     */
    static void require(String name, int first, int count, float[] floats) {
        int largest = 0; // without the sign, bits are ordered as the magnitudes; NaNs are largest
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
