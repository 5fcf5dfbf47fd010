package resnet50;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.VectorWidth;

/** Vectors of this stage. A JVM has one vector width, because the compiler must know it as a constant. */
final class Simd {
    /** The vector width of AVX2. */
    private static final int DEFAULT_BITS = 256;

    static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.getInteger(VectorWidth.PROPERTY, DEFAULT_BITS)));

    /** Bits per vector. */
    static final int BITS = SPECIES.vectorBitSize();

    /** Floats per vector. */
    static final int LANES = SPECIES.length();

    private Simd() {}

    /**
     * Adds up a vector's lanes in a fixed order. {@code reduceLanes} may use a different order once it is compiled,
     * which changes the last bits of the sum.
     *
     * @param lanes contains the vector, from {@code first} on
     */
    static float sum(float[] lanes, int first) {
        float even = 0;
        float odd = 0;
        for (int i = 0; i < LANES; i += 2) {
            even += lanes[first + i];
            odd += lanes[first + i + 1];
        }
        return even + odd;
    }
}
