package resnet50;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The residual sum: what a block computed, plus what came in by the shortcut; in place. */
final class Add {
    private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;

    private final String name;
    private final Buffers buffers;

    Add(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Adds number by number.
     *
     * @param a        any shape; changed
     * @param shortcut the same shape
     * @return {@code a}
     */
    Activation forward(Activation a, Activation shortcut) {
        int row = a.width() * a.channels();
        for (int y = 0; y < a.height(); y++) {
            sum(a.data(), a.at(y, 0, 0), shortcut.data(), shortcut.at(y, 0, 0), row);
        }
        return buffers.finished(name, a);
    }

    /** Adds {@code length} numbers of {@code b} to as many of {@code a}. */
    static void sum(float[] a, int a0, float[] b, int b0, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, a, a0 + i)
                    .add(FloatVector.fromArray(SPECIES, b, b0 + i))
                    .intoArray(a, a0 + i);
        }
        for (; i < length; i++) {
            a[a0 + i] += b[b0 + i];
        }
    }
}
