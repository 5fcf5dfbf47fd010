package resnet50.core;

/** The width of a stage's vectors. A JVM has one width, because the compiler must know it as a constant. */
public enum VectorWidth {
    /** The stage's default. */
    AUTO(0),
    BITS_256(256),
    BITS_512(512);

    /** System property that sets the width in bits. A stage reads it once, when its vector code is initialized. */
    public static final String PROPERTY = "resnet50.vector";

    private final int bits;

    VectorWidth(int bits) {
        this.bits = bits;
    }

    /** Bits per vector; 0 for {@link #AUTO}. */
    public int bits() {
        return bits;
    }

    /** Returns the spelling used by the command line. */
    @Override
    public String toString() {
        return this == AUTO ? "auto" : Integer.toString(bits);
    }
}
