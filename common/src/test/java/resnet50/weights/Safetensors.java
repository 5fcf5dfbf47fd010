package resnet50.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

/** Builds safetensors files from a header and data. */
public final class Safetensors {
    private Safetensors() {}

    public static byte[] file(String header, byte[] data) {
        return file(header.getBytes(StandardCharsets.UTF_8), data);
    }

    static byte[] file(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length).put(header).put(data).array();
    }

    /** Returns a file with a tensor {@code t} of one dimension. */
    public static byte[] oneTensor(String dtype, int elements, byte[] data) {
        return file("{\"t\":" + entry(dtype, "[" + elements + "]", 0, data.length) + "}", data);
    }

    /** Returns a file with all tensors of {@code weights}, as F32. */
    public static byte[] of(WeightsFile weights) {
        StringBuilder header = new StringBuilder("{");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (TensorInfo tensor : weights.tensors().values()) {
            float[] floats = weights.floats(tensor.name());
            ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(floats);
            header.append(data.size() == 0 ? "" : ",").append('"').append(tensor.name()).append("\":")
                    .append(entry("F32", tensor.shape().toString(), data.size(), data.size() + bytes.capacity()));
            data.writeBytes(bytes.array());
        }
        return file(header.append('}').toString(), data.toByteArray());
    }

    static String entry(String dtype, String shape, long begin, long end) {
        return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }
}
