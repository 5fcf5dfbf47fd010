package resnet50.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** Converts a stored tensor to floats in C order. */
final class ElementReader {
    /** One element of some number format, as a float. */
    @FunctionalInterface
    private interface Element {
        float at(MemorySegment part, long offset);
    }

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment part;
    private final int elementBytes;
    private final Element element;
    private final List<Long> shape;
    private final List<Long> strides;
    private final float[] out; // [elements] or more
    private int filled;

    private ElementReader(MemorySegment part, StoredTensor tensor, DType dtype, float[] out) {
        this.part = part;
        this.elementBytes = dtype.bytes();
        this.element = element(dtype);
        // a contiguous tensor is one long row
        this.shape = tensor.isContiguous() ? List.of(tensor.info().elements()) : tensor.info().shape();
        this.strides = tensor.isContiguous() ? List.of(1L) : tensor.strides();
        this.out = out;
    }

    /**
     * All elements, NaN and infinity included. A double too large for a float becomes infinity.
     *
     * @param part   of the file, from the tensor's first element on
     * @param tensor has at most as many elements as fit {@code out}
     */
    static void read(MemorySegment part, StoredTensor tensor, DType dtype, float[] out) {
        int elements = Math.toIntExact(tensor.info().elements());
        if (dtype == DType.F32 && tensor.isContiguous()) {
            MemorySegment.copy(part, FLOAT, 0, out, 0, elements);
        } else if (elements > 0) {
            new ElementReader(part, tensor, dtype, out).gather(0, 0);
        }
    }

    private static Element element(DType dtype) {
        return switch (dtype) {
            case F32 -> (part, offset) -> part.get(FLOAT, offset);
            case F16 -> (part, offset) -> Float.float16ToFloat(part.get(SHORT, offset));
            case BF16 -> (part, offset) -> Float.intBitsToFloat(part.get(SHORT, offset) << Short.SIZE);
            case F64 -> (part, offset) -> (float) part.get(DOUBLE, offset);
            case I64 -> (part, offset) -> (float) part.get(LONG, offset);
            case I32 -> (part, offset) -> (float) part.get(INT, offset);
        };
    }

    /** Appends everything below one index of the dimensions before {@code dimension}; {@code first} counts elements. */
    private void gather(int dimension, long first) {
        long count = shape.get(dimension);
        long stride = strides.get(dimension);
        if (dimension < shape.size() - 1) {
            for (long i = 0; i < count; i++) {
                gather(dimension + 1, first + i * stride);
            }
            return;
        }
        for (long i = 0; i < count; i++) {
            out[filled++] = element.at(part, (first + i * stride) * elementBytes);
        }
    }
}
