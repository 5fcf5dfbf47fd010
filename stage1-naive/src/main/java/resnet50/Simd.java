package resnet50;

/** Vector width of this stage: none, it computes with scalars. */
final class Simd {
    /** Bits per vector. */
    static final int BITS = 0;

    private Simd() {}
}
