package resnet50.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Named tensors, read only when they are asked for. Opening a file reads and checks its table of contents; the data stays in the
 * file until {@link #floats} converts a tensor.
 */
public interface WeightsFile extends AutoCloseable {
    /** Where the tensors come from, for messages: the path as the user gave it, or {@code synthetic}. */
    String source();

    /** The kind of file, for people: {@code safetensors}, {@code safetensors, product-quantized}, {@code torch zip}, {@code torch legacy}, {@code synthetic}. */
    String format();

    /** Every tensor by its name, in the file's order, a {@code module.} in front removed. */
    Map<String, TensorInfo> tensors();

    /**
     * A fresh copy of a tensor's elements in C order, converted to float.
     *
     * @throws resnet50.core.UserException bad data: no such tensor, a number format that cannot be read, or a NaN or infinity in it
     */
    float[] floats(String name);

    /**
     * Some of a tensor's elements, in C order, as {@link #floats(String)} gives them: a large tensor need not be in memory whole.
     *
     * @param first of the elements
     * @param count how many
     * @param spare an array to be used if it is long enough; what lies in it behind the elements stays; may be null
     * @throws IndexOutOfBoundsException if the tensor does not have those
     */
    default float[] floats(String name, int first, int count, float[] spare) {
        float[] all = floats(name);
        Objects.checkFromIndexSize(first, count, all.length);
        return Arrays.copyOfRange(all, first, first + count);
    }

    /** Bytes of tensor data taken from the file so far. */
    long bytesRead();

    @Override
    void close();
}
