package resnet50.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import resnet50.core.WeightsFile;

/**
 * A Protocol Buffers message, put together field by field and then written: first its size, which every message inside another
 * is preceded by, then its fields in the order in which they were put. Numbers of a large tensor are read while they are written.
 */
final class ProtoMessage {
    /** Floats that are turned into bytes at a time. */
    private static final int CHUNK = 16_384;

    /** What a field holds, or several of them with the same number. */
    private interface Field {
        /** In bytes, tag and length included. */
        long size();

        void writeTo(CodedOutputStream out) throws IOException;
    }

    private record Int64(int number, long value) implements Field {
        @Override
        public long size() {
            return CodedOutputStream.computeInt64Size(number, value);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.writeInt64(number, value);
        }
    }

    private record Float32(int number, float value) implements Field {
        @Override
        public long size() {
            return CodedOutputStream.computeFloatSize(number, value);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.writeFloat(number, value);
        }
    }

    private record Text(int number, String value) implements Field {
        @Override
        public long size() {
            return CodedOutputStream.computeStringSize(number, value);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.writeString(number, value);
        }
    }

    private record Nested(int number, ProtoMessage value) implements Field {
        @Override
        public long size() {
            return withHeader(number, value.size());
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            writeHeader(out, number, value.size());
            value.writeTo(out);
        }
    }

    private record Tensor(int number, WeightsFile weights, String name, long elements) implements Field {
        @Override
        public long size() {
            return withHeader(number, elements * Float.BYTES);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            writeHeader(out, number, elements * Float.BYTES);
            writeLittleEndian(out, weights.floats(name));
        }
    }

    private final List<Field> fields = new ArrayList<>();

    ProtoMessage put(int number, long value) {
        fields.add(new Int64(number, value));
        return this;
    }

    ProtoMessage put(int number, float value) {
        fields.add(new Float32(number, value));
        return this;
    }

    ProtoMessage put(int number, String value) {
        fields.add(new Text(number, value));
        return this;
    }

    ProtoMessage put(int number, ProtoMessage value) {
        fields.add(new Nested(number, value));
        return this;
    }

    /**
     * A tensor's numbers as bytes, little-endian.
     *
     * @param name     of a tensor in {@code weights}, which are read when the message is written
     * @param elements how many there are
     */
    ProtoMessage put(int number, WeightsFile weights, String name, long elements) {
        fields.add(new Tensor(number, weights, name, elements));
        return this;
    }

    /** In bytes, as it will be written, without a tag or length of its own. */
    long size() {
        return fields.stream().mapToLong(Field::size).sum();
    }

    void writeTo(CodedOutputStream out) throws IOException {
        for (Field field : fields) {
            field.writeTo(out);
        }
    }

    /** What a field of that many bytes takes, its tag and length included. */
    private static long withHeader(int number, long bytes) {
        return CodedOutputStream.computeTagSize(number) + CodedOutputStream.computeUInt64SizeNoTag(bytes) + bytes;
    }

    private static void writeHeader(CodedOutputStream out, int number, long bytes) throws IOException {
        out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(bytes);
    }

    private static void writeLittleEndian(CodedOutputStream out, float[] floats) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < floats.length; from += CHUNK) {
            int length = Math.min(CHUNK, floats.length - from);
            bytes.asFloatBuffer().put(floats, from, length);
            out.write(bytes.array(), 0, length * Float.BYTES);
        }
    }
}
