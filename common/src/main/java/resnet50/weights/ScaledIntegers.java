package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import resnet50.core.Int8Range;
import resnet50.core.Printable;

/** Converts tensors of scaled integers to floats. Scales are small and kept in memory; integers are read on demand. */
final class ScaledIntegers {
    private static final int CHUNK = 1 << 16; // integers

    private final FileBytes file;
    private final Map<String, float[]> scales = new ConcurrentHashMap<>();

    ScaledIntegers(FileBytes file) {
        this.file = file;
    }

    /**
     * Converts a range of elements.
     *
     * @param first index of the first element in C order
     * @param out   // [count] or longer
     * @return the number of bytes read
     * @throws Malformed if a scale is not a positive normal number
     */
    long scale(ScaledTensor tensor, int first, int count, float[] out) {
        float[] rows = scales(tensor.scales());
        float common = tensor.common() == null ? 1 : scales(tensor.common())[0];
        int rowLength = Math.toIntExact(tensor.info().elements() / rows.length);
        int bytes = DType.valueOf(tensor.values().info().dtype()).bytes();
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            ByteBuffer values = file.copy(tensor.values().offset() + (long) (first + from) * bytes, (long) length * bytes);
            for (int i = 0; i < length; i++) {
                int value = bytes == 1 ? values.get() : values.getInt();
                out[from + i] = (float) (value * (double) (common * rows[(first + from + i) / rowLength]));
            }
        }
        return (long) count * bytes;
    }

    private float[] scales(StoredTensor tensor) {
        return scales.computeIfAbsent(tensor.info().name(), _ -> read(file, tensor));
    }

    /**
     * Reads scales.
     *
     * @throws Malformed if one is not a positive normal number
     */
    static float[] read(FileBytes file, StoredTensor tensor) {
        float[] floats = new float[Math.toIntExact(tensor.info().elements())];
        file.copy(tensor.offset(), (long) floats.length * Float.BYTES).asFloatBuffer().get(floats);
        for (int i = 0; i < floats.length; i++) {
            if (!Int8Range.isScale(floats[i])) {
                throw new Malformed("tensor " + Printable.quote(tensor.info().name()) + " has " + floats[i] + " at element " + i
                        + ", not a positive normal number", "quantize the network again");
            }
        }
        return floats;
    }
}
