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
        float at(MemorySegment file, long offset);
    }

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final long offset;
    private final int elementBytes;
    private final Element element;
    private final List<Long> shape;
    private final List<Long> strides;
    private final float[] out; // [elements]
    private int filled;

    private ElementReader(MemorySegment file, StoredTensor tensor, DType dtype, float[] out) {
        this.file = file;
        this.offset = tensor.offset();
        this.elementBytes = dtype.bytes();
        this.element = element(dtype);
        // a contiguous tensor is one long row
        this.shape = tensor.isContiguous() ? List.of((long) out.length) : tensor.info().shape();
        this.strides = tensor.isContiguous() ? List.of(1L) : tensor.strides();
        this.out = out;
    }

    /**
     * All elements, NaN and infinity included. A double too large for a float becomes infinity.
     *
     * @param tensor has at most {@link Integer#MAX_VALUE} elements
     */
    static float[] read(MemorySegment file, StoredTensor tensor, DType dtype) {
        float[] out = new float[Math.toIntExact(tensor.info().elements())];
        if (dtype == DType.F32 && tensor.isContiguous()) {
            MemorySegment.copy(file, FLOAT, tensor.offset(), out, 0, out.length);
        } else if (out.length > 0) {
            new ElementReader(file, tensor, dtype, out).gather(0, 0);
        }
        return out;
    }

    private static Element element(DType dtype) {
        return switch (dtype) {
            case F32 -> (file, offset) -> file.get(FLOAT, offset);
            case F16 -> (file, offset) -> Float.float16ToFloat(file.get(SHORT, offset));
            case BF16 -> (file, offset) -> Float.intBitsToFloat(file.get(SHORT, offset) << Short.SIZE);
            case F64 -> (file, offset) -> (float) file.get(DOUBLE, offset);
            case I64 -> (file, offset) -> (float) file.get(LONG, offset);
            case I32 -> (file, offset) -> (float) file.get(INT, offset);
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
            out[filled++] = element.at(file, offset + (first + i * stride) * elementBytes);
        }
    }
}
