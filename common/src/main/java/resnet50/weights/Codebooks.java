package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import resnet50.api.Printable;

/** Expands product-quantized tensors. Keeps the codebooks, which are small, and reads codes when they are needed. */
final class Codebooks {
    private final FileBytes file;
    private final Map<String, float[]> codebooks = new ConcurrentHashMap<>();

    Codebooks(FileBytes file) {
        this.file = file;
    }

    /**
     * Reads the codes of some elements.
     *
     * @param first in C order
     * @param count at least 1
     * @return for each code the index in the {@linkplain #codebook codebook} where its row starts
     * @throws Malformed if a code is negative or not in the codebook
     */
    int[] rows(QuantizedTensor tensor, int first, int count) {
        int block = tensor.block();
        int firstCode = first / block;
        int[] rows = new int[(first + count - 1) / block - firstCode + 1];
        int bytes = codeBytes(tensor);
        ByteBuffer codes = file.copy(tensor.codes().offset() + (long) firstCode * bytes, (long) rows.length * bytes);
        for (int i = 0; i < rows.length; i++) {
            int code = bytes == 1 ? codes.get(i) & 0xff : codes.getShort(2 * i);
            if (code < 0 || code >= tensor.centroids()) {
                throw new Malformed("tensor " + Printable.quote(tensor.codes().info().name()) + " has code " + code + " at element "
                        + (firstCode + i) + ", but its codebook has " + tensor.centroids() + " entries");
            }
            rows[i] = code * block;
        }
        return rows;
    }

    /** The size of {@code count} elements' codes in the file. */
    static long codeBytes(QuantizedTensor tensor, int count) {
        return (long) count / tensor.block() * codeBytes(tensor);
    }

    private static int codeBytes(QuantizedTensor tensor) {
        return DType.valueOf(tensor.codes().info().dtype()).bytes();
    }

    /** [C][B]; not to be changed. Not checked for NaN. */
    float[] codebook(QuantizedTensor tensor) {
        return codebooks.computeIfAbsent(tensor.info().name(), _ -> read(tensor.codebook()));
    }

    private float[] read(StoredTensor tensor) {
        int elements = Math.toIntExact(tensor.info().elements());
        DType dtype = DType.valueOf(tensor.info().dtype());
        float[] floats = new float[elements];
        ElementReader.copy(file.copy(tensor.offset(), (long) elements * dtype.bytes()), dtype, elements, floats, 0);
        return floats;
    }

    /**
     * Concatenates rows of a codebook.
     *
     * @param rows  where each row starts
     * @param skip  elements of the first row to leave out
     * @param out   // [count] or more
     */
    static void expand(float[] codebook, int[] rows, int block, int skip, int count, float[] out) {
        int from = skip;
        int at = 0;
        for (int row : rows) {
            int length = Math.min(block - from, count - at);
            System.arraycopy(codebook, row + from, out, at, length);
            at += length;
            from = 0;
        }
    }
}
