package resnet50;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.VectorWidth;

/** The vectors that this stage computes with: of one width a JVM, for the compiler must know it as a constant. */
public final class Simd {
    /** The width that the JVM prefers: HotSpot may prefer AVX2 on a CPU that has AVX-512. */
    public static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, shape());

    /** Bits of a vector. */
    public static final int BITS = SPECIES.vectorBitSize();

    /** Numbers in a vector. */
    public static final int LANES = SPECIES.length();

    private Simd() {}

    private static VectorShape shape() {
        Integer bits = Integer.getInteger(VectorWidth.PROPERTY);
        return bits == null ? VectorShape.preferredShape() : VectorShape.forBitSize(bits);
    }

    /** End of a kernel's name. */
    public static String suffix() {
        return BITS == 512 ? "_avx512" : "_avx" + (BITS == 256 ? "2" : "");
    }
}
