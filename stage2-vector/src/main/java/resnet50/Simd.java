package resnet50;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.VectorWidth;

/** The vectors that this stage computes with: of one width a JVM, for the compiler must know it as a constant. */
final class Simd {
    /** AVX2's. */
    private static final int DEFAULT_BITS = 256;

    static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.getInteger(VectorWidth.PROPERTY, DEFAULT_BITS)));

    /** Bits of a vector. */
    static final int BITS = SPECIES.vectorBitSize();

    /** Numbers in a vector. */
    static final int LANES = SPECIES.length();

    private Simd() {}

    /**
     * The sum of a vector's lanes, added in the same order every time. {@code reduceLanes} may change its order when it is
     * compiled, and with it the last bits of the result.
     *
     * @param lanes holds the vector, from {@code first} on
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
