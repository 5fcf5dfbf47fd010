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
 * A Protocol Buffers message, built field by field and then written. Fields are written in the order in which they were
 * added. All sizes are known before writing, because the length of a nested message precedes its content. The elements
 * of a large tensor are read while they are written.
 */
final class ProtoMessage {
    /** Number of floats converted to bytes at a time. */
    private static final int CHUNK = 16_384;

    /** A field, or several fields with the same number. */
    private interface Field {
        /** Size in bytes, including tag and length. */
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

    private record Bytes(int number, byte[] value) implements Field {
        @Override
        public long size() {
            return withHeader(number, value.length);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.writeByteArray(number, value);
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

    ProtoMessage put(int number, byte[] value) {
        fields.add(new Bytes(number, value));
        return this;
    }

    ProtoMessage put(int number, ProtoMessage value) {
        fields.add(new Nested(number, value));
        return this;
    }

    /**
     * Adds a tensor's elements as little-endian bytes.
     *
     * @param name     name of a tensor in {@code weights}, which is read when the message is written
     * @param elements number of elements
     */
    ProtoMessage put(int number, WeightsFile weights, String name, long elements) {
        fields.add(new Tensor(number, weights, name, elements));
        return this;
    }

    /** Size in bytes, without the message's own tag and length. */
    long size() {
        return fields.stream().mapToLong(Field::size).sum();
    }

    void writeTo(CodedOutputStream out) throws IOException {
        for (Field field : fields) {
            field.writeTo(out);
        }
    }

    /** Returns the size of a field with that many bytes of content, including tag and length. */
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
