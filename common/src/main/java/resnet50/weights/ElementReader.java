package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.List;

/** Converts the elements of a stored tensor to floats, in C order. */
final class ElementReader {
    /** Converts one element of some number format. */
    @FunctionalInterface
    private interface Element {
        float at(ByteBuffer bytes, int offset);
    }

    private ElementReader() {}

    /**
     * Converts contiguous elements. NaN and infinity are converted like other values; a double too large for a float
     * becomes an infinity.
     *
     * @param bytes little-endian; starts with the elements
     * @param out   // [at + count] or more
     */
    static void copy(ByteBuffer bytes, DType dtype, int count, float[] out, int at) {
        if (dtype == DType.F32) {
            bytes.asFloatBuffer().get(out, at, count);
            return;
        }
        Element element = element(dtype);
        for (int i = 0; i < count; i++) {
            out[at + i] = element.at(bytes, i * dtype.bytes());
        }
    }

    /**
     * Converts elements that are not contiguous.
     *
     * @param bytes       part of the file, little-endian
     * @param firstInPart position of {@code bytes} in elements, counted from the tensor's first element
     * @param first       index of the first element to convert, in C order
     * @param out         // [count] or longer
     */
    static void gather(ByteBuffer bytes, long firstInPart, StoredTensor tensor, DType dtype, int first, int count, float[] out) {
        List<Long> shape = tensor.info().shape();
        List<Long> strides = tensor.strides();
        long[] index = new long[shape.size()];
        long position = -firstInPart; // in elements
        long left = first;
        for (int d = index.length - 1; d >= 0 && left > 0; d--) {
            index[d] = left % shape.get(d);
            left /= shape.get(d);
            position += index[d] * strides.get(d);
        }
        Element element = element(dtype);
        for (int i = 0; i < count; i++) {
            out[i] = element.at(bytes, Math.toIntExact(position * dtype.bytes()));
            int d = index.length - 1;
            for (; d >= 0 && index[d] == shape.get(d) - 1; d--) {
                position -= index[d] * strides.get(d);
                index[d] = 0;
            }
            if (d >= 0) {
                index[d]++;
                position += strides.get(d);
            }
        }
    }

    private static Element element(DType dtype) {
        return switch (dtype) {
            case F32 -> ByteBuffer::getFloat;
            case F16 -> (bytes, offset) -> Float.float16ToFloat(bytes.getShort(offset));
            case BF16 -> (bytes, offset) -> Float.intBitsToFloat(bytes.getShort(offset) << Short.SIZE);
            case F64 -> (bytes, offset) -> (float) bytes.getDouble(offset);
            case I64 -> (bytes, offset) -> (float) bytes.getLong(offset);
            case I32 -> (bytes, offset) -> (float) bytes.getInt(offset);
            case I16, U16, U8, I8, F8_E4M3, F8_E5M2, BOOL, C64, C128 -> throw new IllegalArgumentException(dtype + " is no weight");
        };
    }
}
