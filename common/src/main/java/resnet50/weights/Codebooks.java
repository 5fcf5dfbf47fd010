package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import resnet50.core.Printable;

/**
 * Expands product-quantized tensors. The codebooks are small and kept in memory; codes are read on demand. A network
 * has about three million codes. Loops over them run long before C2 compiles them, so the loops are short and leave the
 * copying to {@code System.arraycopy}.
 */
final class Codebooks {
    private final FileBytes file;
    private final Map<String, float[]> codebooks = new ConcurrentHashMap<>();
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    Codebooks(FileBytes file) {
        this.file = file;
    }

    /**
     * Expands a range of elements. All codes are checked before the first element is written.
     *
     * @param first index of the first element in C order
     * @param count number of elements, at least 1
     * @param out   array to use if it is long enough; may be null
     * @return // [count] or longer
     * @throws Malformed if a code is not in the codebook, or the codebook holds a NaN or an infinity
     */
    float[] expand(QuantizedTensor tensor, int first, int count, float[] out) {
        int block = tensor.block();
        int firstCode = first / block;
        int number = (first + count - 1) / block - firstCode + 1;
        int size = DType.valueOf(tensor.codes().info().dtype()).bytes();
        byte[] codes = spare.poll();
        if (codes == null || codes.length < number * size) {
            codes = new byte[number * size];
        }
        file.read(tensor.codes().offset() + (long) firstCode * size, ByteBuffer.wrap(codes, 0, number * size));
        requireInCodebook(tensor, firstCode, codes, number, size);
        float[] codebook = codebook(tensor);
        float[] floats = out != null && out.length >= count ? out : new float[count];
        int skip = first % block; // leading elements of the first row that are not requested
        int head = Math.min(block - skip, count);
        System.arraycopy(codebook, code(codes, 0, size) * block + skip, floats, 0, head);
        int whole = (count - head) / block;
        int tail = count - head - whole * block;
        if (size == 1) {
            copyRows(codebook, codes, block, whole, floats, head);
        } else {
            copyRowsOfShorts(codebook, codes, block, whole, floats, head);
        }
        if (tail > 0) {
            System.arraycopy(codebook, code(codes, whole + 1, size) * block, floats, count - tail, tail);
        }
        spare.add(codes);
        return floats;
    }

    /** Copies one codebook row for each of {@code codes[1]} to {@code codes[count]}. */
    private static void copyRows(float[] codebook, byte[] codes, int block, int count, float[] out, int at) {
        for (int i = 1; i <= count; i++) {
            System.arraycopy(codebook, (codes[i] & 0xff) * block, out, at, block);
            at += block;
        }
    }

    private static void copyRowsOfShorts(float[] codebook, byte[] codes, int block, int count, float[] out, int at) {
        for (int i = 1; i <= count; i++) {
            System.arraycopy(codebook, code(codes, i, Short.BYTES) * block, out, at, block);
            at += block;
        }
    }

    private static int code(byte[] codes, int i, int size) {
        return size == 1 ? codes[i] & 0xff : codes[2 * i + 1] << 8 | (codes[2 * i] & 0xff);
    }

    private static void requireInCodebook(QuantizedTensor tensor, int firstCode, byte[] codes, int number, int size) {
        int centroids = tensor.centroids();
        if (size == 1 && centroids > 0xff) {
            return; // every byte is a valid code
        }
        for (int i = 0; i < number; i++) {
            int code = code(codes, i, size);
            if (code < 0 || code >= centroids) {
                throw new Malformed("tensor " + Printable.quote(tensor.codes().info().name()) + " has code " + code + " at element "
                        + (firstCode + i) + ", but its codebook has " + centroids + " entries");
            }
        }
    }

    /** Returns the size of the codes of {@code count} elements in the file, in bytes. */
    static long codeBytes(QuantizedTensor tensor, int count) {
        return (long) count / tensor.block() * DType.valueOf(tensor.codes().info().dtype()).bytes();
    }

    /**
     * Returns the tensor's codebook, [C][B]. The array is shared and must not be modified.
     *
     * @throws Malformed if the codebook holds a NaN or an infinity
     */
    private float[] codebook(QuantizedTensor tensor) {
        return codebooks.computeIfAbsent(tensor.info().name(), _ -> read(tensor.codebook()));
    }

    private float[] read(StoredTensor tensor) {
        int elements = Math.toIntExact(tensor.info().elements());
        DType dtype = DType.valueOf(tensor.info().dtype());
        float[] floats = new float[elements];
        ElementReader.copy(file.copy(tensor.offset(), (long) elements * dtype.bytes()), dtype, elements, floats, 0);
        FiniteCheck.require(tensor.info().name(), 0, elements, floats);
        return floats;
    }
}
