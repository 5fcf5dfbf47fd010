package resnet50.weights;

import java.util.Optional;

/** The number formats of tensors in weights files. */
public enum DType {
    F32(4, true),
    F16(2, true),
    BF16(2, true),
    F64(8, true),
    I64(8, true),
    I32(4, true),
    I16(2, false),
    U16(2, false),
    U8(1, false),
    I8(1, false),
    F8_E4M3(1, false),
    F8_E5M2(1, false),
    BOOL(1, false),
    C64(8, false),
    C128(16, false);

    private final int bytes;
    private final boolean weight;

    DType(int bytes, boolean weight) {
        this.bytes = bytes;
        this.weight = weight;
    }

    /** Returns the size of an element in bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns whether elements are converted to floats. Quantization codes are not: they require a codebook or a scale.
     */
    public boolean isWeight() {
        return weight;
    }

    /** Returns the format of that name; empty if it is unknown. */
    public static Optional<DType> named(String name) {
        for (DType dtype : values()) {
            if (dtype.name().equals(name)) {
                return Optional.of(dtype);
            }
        }
        return Optional.empty();
    }

    /** Returns the format of that name; empty if it is unknown or {@linkplain #isWeight() not a weight format}. */
    public static Optional<DType> ofWeight(String name) {
        return named(name).filter(DType::isWeight);
    }
}
