package resnet50.weights;

import java.util.Optional;

/** The number formats that weights files may hold. */
public enum DType {
    F32(4),
    F16(2),
    BF16(2),
    F64(8),
    I64(8),
    I32(4);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    /** The format of that name; empty if there is none that can be read. */
    public static Optional<DType> named(String name) {
        for (DType dtype : values()) {
            if (dtype.name().equals(name)) {
                return Optional.of(dtype);
            }
        }
        return Optional.empty();
    }
}
