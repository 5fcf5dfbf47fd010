package resnet50;

/** The vectors that this stage computes with: none. */
final class Simd {
    /** Bits of a vector. */
    static final int BITS = 0;

    private Simd() {}
}
