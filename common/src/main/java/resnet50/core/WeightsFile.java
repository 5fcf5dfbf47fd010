package resnet50.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Named tensors, read on demand. Opening a file reads and checks its table of contents. The data stays in the file
 * until {@link #floats} converts a tensor.
 */
public interface WeightsFile extends AutoCloseable {
    /** Origin of the tensors, for messages: the path as given by the user, or {@code synthetic}. */
    String source();

    /**
     * The file format, for display: {@code safetensors}, {@code safetensors, product-quantized}, {@code torch zip},
     * {@code torch legacy} or {@code synthetic}.
     */
    String format();

    /** All tensors by name, in the file's order. A prefix {@code module.} is removed. */
    Map<String, TensorInfo> tensors();

    /**
     * Returns a new array of a tensor's elements in C order, converted to float.
     *
     * @throws resnet50.core.UserException bad data: no such tensor, an unknown number format, or a NaN or infinity in
     *     it
     */
    float[] floats(String name);

    /**
     * Returns some of a tensor's elements, as {@link #floats(String)} does, without loading a large tensor as a whole.
     *
     * @param first index of the first element
     * @param count number of elements
     * @param spare an array to use if it is long enough; elements after {@code count} are kept; may be null
     * @throws IndexOutOfBoundsException if the tensor has no such elements
     */
    default float[] floats(String name, int first, int count, float[] spare) {
        float[] all = floats(name);
        Objects.checkFromIndexSize(first, count, all.length);
        return Arrays.copyOfRange(all, first, first + count);
    }

    /** Bytes of tensor data read from the file so far. */
    long bytesRead();

    @Override
    void close();
}
