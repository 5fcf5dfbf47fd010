package resnet50;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.VectorWidth;

/** Vectors of this stage. A JVM has one vector width, because the compiler must know it as a constant. */
public final class Simd {
    /** The JVM's preferred width unless the property sets one. HotSpot may prefer AVX2 on a CPU with AVX-512. */
    public static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, shape());

    /** Bits per vector. */
    public static final int BITS = SPECIES.vectorBitSize();

    /** Floats per vector. */
    public static final int LANES = SPECIES.length();

    private Simd() {}

    private static VectorShape shape() {
        Integer bits = Integer.getInteger(VectorWidth.PROPERTY);
        return bits == null ? VectorShape.preferredShape() : VectorShape.forBitSize(bits);
    }

    /** Returns the suffix of kernel names. */
    public static String suffix() {
        return BITS == 512 ? "_avx512" : "_avx" + (BITS == 256 ? "2" : "");
    }
}
