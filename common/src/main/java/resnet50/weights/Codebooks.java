package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import resnet50.core.Printable;

/**
 * Expands product-quantized tensors. Keeps the codebooks, which are small, and reads codes when they are needed. The codes of a network
 * are some three million: loops over them run long before C2 has compiled them, so they are short and leave the rest to
 * {@code System.arraycopy}.
 */
final class Codebooks {
    private final FileBytes file;
    private final Map<String, float[]> codebooks = new ConcurrentHashMap<>();
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    Codebooks(FileBytes file) {
        this.file = file;
    }

    /**
     * Expands some elements. Codes are checked before the first element is written.
     *
     * @param first in C order
     * @param count at least 1
     * @param out   an array to use if it is long enough; may be null
     * @return // [count] or more
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
        int skip = first % block; // elements of the first code's row
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

    /** Copies the rows of the codes from the second on. */
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
            return; // a byte cannot be too large
        }
        for (int i = 0; i < number; i++) {
            int code = code(codes, i, size);
            if (code < 0 || code >= centroids) {
                throw new Malformed("tensor " + Printable.quote(tensor.codes().info().name()) + " has code " + code + " at element "
                        + (firstCode + i) + ", but its codebook has " + centroids + " entries");
            }
        }
    }

    /** The size of {@code count} elements' codes in the file. */
    static long codeBytes(QuantizedTensor tensor, int count) {
        return (long) count / tensor.block() * DType.valueOf(tensor.codes().info().dtype()).bytes();
    }

    /**
     * [C][B]; not to be changed.
     *
     * @throws Malformed if it holds a NaN or an infinity
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
