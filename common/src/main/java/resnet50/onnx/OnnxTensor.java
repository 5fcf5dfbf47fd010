package resnet50.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;

/**
 * A constant of a graph. Its elements stay in the file, or in a file beside it.
 *
 * @param dtype    number format as safetensors names it: {@code F32}; {@code ONNX type N} if it is another
 * @param location name of the file with the elements; empty for the ONNX file itself
 * @param offset   position of the first element in bytes
 * @param length   in bytes; -1 for the rest of the other file
 */
public record OnnxTensor(String name, String dtype, List<Long> shape, String location, long offset, long length) {
    private static final int MAX_DIMENSIONS = 32;
    private static final Map<Long, String> DTYPES = Map.of(1L, "F32", 10L, "F16", 11L, "F64", 16L, "BF16", 6L, "I32", 7L, "I64");
    private static final long EXTERNAL = 1;

    public OnnxTensor {
        shape = List.copyOf(shape);
    }

    /** @param tensor a TensorProto */
    static OnnxTensor read(ProtoReader tensor) {
        String name = "";
        long type = 0;
        List<Long> shape = new ArrayList<>();
        long offset = 0;
        long length = 0;
        boolean external = false;
        External elsewhere = new External("", 0, -1);
        while (tensor.next()) {
            switch (tensor.number()) {
                case Onnx.Tensor.NAME -> name = tensor.text();
                case Onnx.Tensor.DATA_TYPE -> type = tensor.integer();
                case Onnx.Tensor.DIMS -> tensor.integers(MAX_DIMENSIONS, shape);
                case Onnx.Tensor.RAW_DATA, Onnx.Tensor.FLOAT_DATA, Onnx.Tensor.DOUBLE_DATA -> {
                    if (!tensor.hasLength() || length > 0) {
                        throw OnnxException.broken("tensor " + Printable.quote(name) + " has its numbers in several fields");
                    }
                    offset = tensor.start();
                    length = tensor.length();
                }
                case Onnx.Tensor.EXTERNAL_DATA -> elsewhere = elsewhere.with(tensor.message());
                case Onnx.Tensor.DATA_LOCATION -> external = tensor.integer() == EXTERNAL;
                default -> {
                    // integers and strings are not weights
                }
            }
        }
        String dtype = DTYPES.getOrDefault(type, "ONNX type " + type);
        return external
                ? new OnnxTensor(name, dtype, shape, elsewhere.location, elsewhere.offset, elsewhere.length)
                : new OnnxTensor(name, dtype, shape, "", offset, length);
    }

    /** The entries of external_data. */
    private record External(String location, long offset, long length) {
        /** @param entry a StringStringEntryProto */
        External with(ProtoReader entry) {
            String key = "";
            String value = "";
            while (entry.next()) {
                switch (entry.number()) {
                    case Onnx.Entry.KEY -> key = entry.text();
                    case Onnx.Entry.VALUE -> value = entry.text();
                    default -> {
                        // no other field is known
                    }
                }
            }
            return switch (key) {
                case "location" -> new External(value, offset, length);
                case "offset" -> new External(location, number(value), length);
                case "length" -> new External(location, offset, number(value));
                default -> this; // a checksum
            };
        }

        private static long number(String text) {
            try {
                long number = Long.parseLong(text);
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // refused below
            }
            throw OnnxException.broken("the position of external data is " + Printable.quote(text));
        }
    }
}
