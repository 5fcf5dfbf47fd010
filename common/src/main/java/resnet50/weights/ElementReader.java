package resnet50.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** Converts elements of a stored tensor to floats, in C order. */
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

    private ElementReader() {}

    /**
     * Elements that lie one after the other. As in all of a tensor, NaN and infinity may be among them, and a double too large for a
     * float becomes infinity.
     *
     * @param part of the file, which begins with them
     * @param out  // [count] or more
     */
    static void copy(MemorySegment part, DType dtype, int count, float[] out) {
        if (dtype == DType.F32) {
            MemorySegment.copy(part, FLOAT, 0, out, 0, count);
            return;
        }
        Element element = element(dtype);
        for (int i = 0; i < count; i++) {
            out[i] = element.at(part, (long) i * dtype.bytes());
        }
    }

    /**
     * Elements of a tensor that lie anywhere.
     *
     * @param part  of the file, from the tensor's first element to its last
     * @param first of them, counted in C order; the tensor has as many as are wanted from there on
     * @param out   // [count] or more
     */
    static void gather(MemorySegment part, StoredTensor tensor, DType dtype, int first, int count, float[] out) {
        List<Long> shape = tensor.info().shape();
        List<Long> strides = tensor.strides();
        long[] index = new long[shape.size()];
        long at = 0; // counts elements in the file
        long left = first;
        for (int d = index.length - 1; d >= 0 && left > 0; d--) {
            index[d] = left % shape.get(d);
            left /= shape.get(d);
            at += index[d] * strides.get(d);
        }
        Element element = element(dtype);
        for (int i = 0; i < count; i++) {
            out[i] = element.at(part, at * dtype.bytes());
            int d = index.length - 1;
            for (; d >= 0 && index[d] == shape.get(d) - 1; d--) {
                at -= index[d] * strides.get(d);
                index[d] = 0;
            }
            if (d >= 0) {
                index[d]++;
                at += strides.get(d);
            }
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
}
