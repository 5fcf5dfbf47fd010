package resnet50;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;

/** The vectors that this stage computes with: of one width a JVM, for the compiler must know it as a constant. */
public final class Simd {
    /** The system property that asks for a width; read once, when this class is initialized. */
    static final String PROPERTY = "resnet50.vector";

    /** The width that the JVM prefers: HotSpot may prefer AVX2 on a CPU that has AVX-512. */
    public static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, shape());

    /** Bits of a vector. */
    public static final int BITS = SPECIES.vectorBitSize();

    /** Numbers in a vector. */
    public static final int LANES = SPECIES.length();

    private Simd() {}

    private static VectorShape shape() {
        Integer bits = Integer.getInteger(PROPERTY);
        return bits == null ? VectorShape.preferredShape() : VectorShape.forBitSize(bits);
    }

    /**
     * Makes sure that the user has what he chose.
     *
     * @throws UserException usage: wider than the CPU's vectors, or another than this JVM computes with already
     */
    static void check(VectorWidth width) {
        if (width == VectorWidth.AUTO) {
            return;
        }
        int widest = VectorShape.preferredShape().vectorBitSize();
        if (width.bits() > widest) {
            throw new UserException(
                    ExitCode.USAGE, "--vector " + width + ": this JVM has vectors of " + widest + " bits; leave it out");
        }
        if (BITS != width.bits()) {
            throw new UserException(
                    ExitCode.USAGE, "--vector " + width + ": this JVM computes with " + BITS + " bits already; start another");
        }
    }

    /** End of a kernel's name. */
    public static String suffix() {
        return BITS == 512 ? "_avx512" : "_avx" + (BITS == 256 ? "2" : "");
    }
}
