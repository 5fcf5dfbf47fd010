package resnet50;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Negative numbers become zero, in place. */
final class ReLU {
    private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;

    private final String name;
    private final Buffers buffers;

    ReLU(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Clips every number; a NaN stays a NaN, so that it is seen at the end.
     *
     * @param x any shape; changed
     * @return {@code x}
     */
    Activation forward(Activation x) {
        int row = x.width() * x.channels();
        for (int y = 0; y < x.height(); y++) {
            clip(x.data(), x.at(y, 0, 0), row);
        }
        return buffers.finished(name, x);
    }

    private static void clip(float[] x, int x0, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, x0 + i).max(0).intoArray(x, x0 + i);
        }
        for (; i < length; i++) {
            x[x0 + i] = Math.max(x[x0 + i], 0);
        }
    }
}
