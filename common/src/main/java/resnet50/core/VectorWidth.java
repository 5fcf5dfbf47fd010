package resnet50.core;

/** The width of the vectors that a stage computes with. */
public enum VectorWidth {
    /** What the stage was written for. */
    AUTO(0),
    BITS_256(256),
    BITS_512(512);

    private final int bits;

    VectorWidth(int bits) {
        this.bits = bits;
    }

    /** 0 for {@link #AUTO}. */
    public int bits() {
        return bits;
    }

    /** As the command line spells it. */
    @Override
    public String toString() {
        return this == AUTO ? "auto" : Integer.toString(bits);
    }
}
