package resnet50.weights;

import java.util.Map;

/**
 * Named tensors, read only when they are asked for. Opening one reads its table of contents and checks it; the data stays in
 * the file, which is memory-mapped, until {@link #floats} converts a tensor.
 */
public interface WeightsFile extends AutoCloseable {
    /** Where the tensors come from, for messages: the path as the user gave it, or {@code synthetic}. */
    String source();

    /** The kind of file, for people: {@code safetensors}, {@code torch zip}, {@code torch legacy}, {@code synthetic}. */
    String format();

    /** Every tensor by its name, in the file's order, a {@code module.} in front removed. */
    Map<String, TensorInfo> tensors();

    /**
     * A fresh copy of a tensor's elements in C order, converted to float.
     *
     * @throws resnet50.api.UserException bad data: no such tensor, a number format that cannot be read, or a NaN or infinity in it
     */
    float[] floats(String name);

    /**
     * As {@link #floats(String)}, but in an array that is there already, if it is long enough; else in a new one.
     *
     * @param spare what lies in it beyond the tensor's end stays; may be null
     */
    default float[] floats(String name, float[] spare) {
        return floats(name);
    }

    /** Bytes of tensor data taken from the file so far. */
    long bytesRead();

    @Override
    void close();
}
