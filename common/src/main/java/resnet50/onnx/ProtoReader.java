package resnet50.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads one message of Protocol Buffers field by field and skips the content of large fields. Every length is checked
 * against the message before memory is allocated.
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final int BLOCK = 1 << 14;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int MAX_TEXT = 1 << 14;

    private final OnnxBytes file;
    private final long end;
    private long position;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blockStart;

    /** Of the field that {@link #next} has read. */
    private int number;

    private int wireType;
    /** The value of a field of fixed size, or the position of another. */
    private long value;

    private long length;

    private ProtoReader(OnnxBytes file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    /** The whole file. */
    static ProtoReader of(OnnxBytes file) {
        return new ProtoReader(file, 0, file.size());
    }

    /** Reads a field; false at the end of the message. */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        if (tag < 0 || tag > 0xFFFF_FFFFL || number == 0) {
            throw OnnxException.broken("a field without a number at byte " + position);
        }
        switch (wireType) {
            case VARINT -> value = varint();
            case FIXED32 -> value = fixed(Integer.BYTES);
            case FIXED64 -> value = fixed(Long.BYTES);
            case LENGTH_DELIMITED -> {
                length = varint();
                if (length < 0 || length > end - position) {
                    throw OnnxException.broken("a field of " + Long.toUnsignedString(length) + " bytes goes beyond its end");
                }
                value = position;
                position += length;
            }
            default -> throw OnnxException.broken("a field of wire type " + wireType + " at byte " + position);
        }
        return true;
    }

    /** The number of the current field. */
    int number() {
        return number;
    }

    /** The current field's value; 0 if it has a length. */
    long integer() {
        return wireType == LENGTH_DELIMITED ? 0 : value;
    }

    float float32() {
        require(FIXED32);
        return Float.intBitsToFloat((int) value);
    }

    /** Position of the current field's content in the file. */
    long start() {
        require(LENGTH_DELIMITED);
        return value;
    }

    /** Length of the current field's content in bytes. */
    long length() {
        require(LENGTH_DELIMITED);
        return length;
    }

    boolean hasLength() {
        return wireType == LENGTH_DELIMITED;
    }

    /** The current field as a message. */
    ProtoReader message() {
        require(LENGTH_DELIMITED);
        ProtoReader inner = new ProtoReader(file, value, value + length);
        inner.block = block;
        inner.blockStart = blockStart;
        return inner;
    }

    /** The current field as text; bytes that are not UTF-8 become replacement characters. */
    String text() {
        require(LENGTH_DELIMITED);
        if (length > MAX_TEXT) {
            throw OnnxException.broken("a text of " + length + " bytes");
        }
        ByteBuffer bytes = file.copy(value, length);
        return new String(bytes.array(), bytes.arrayOffset() + bytes.position(), (int) length, StandardCharsets.UTF_8);
    }

    /**
     * Passes the current field's integers on: one, or several if the field is packed.
     *
     * @param max more are an error
     */
    void integers(int max, List<Long> into) {
        if (wireType == LENGTH_DELIMITED) {
            ProtoReader packed = message();
            while (packed.position < packed.end) {
                add(packed.varint(), max, into);
            }
        } else {
            add(value, max, into);
        }
    }

    private static void add(long value, int max, List<Long> into) {
        if (into.size() == max) {
            throw OnnxException.broken("a list of more than " + max + " numbers");
        }
        into.add(value);
    }

    private void require(int wanted) {
        if (wireType != wanted) {
            throw OnnxException.broken("field " + number + " has wire type " + wireType + ", not " + wanted);
        }
    }

    private long varint() {
        long result = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int b = u8();
            result |= (long) (b & 0x7f) << (7 * i);
            if (b < 0x80) {
                return result;
            }
        }
        throw OnnxException.broken("a number of more than " + MAX_VARINT_BYTES + " bytes");
    }

    private long fixed(int bytes) {
        long result = 0;
        for (int i = 0; i < bytes; i++) {
            result |= (long) u8() << (Byte.SIZE * i);
        }
        return result;
    }

    private int u8() {
        if (position >= end) {
            throw OnnxException.broken("it is cut off");
        }
        long at = position - blockStart;
        if (at < 0 || at >= block.limit()) {
            block = file.copy(position, Math.min(BLOCK, file.size() - position)).order(ByteOrder.LITTLE_ENDIAN);
            blockStart = position;
            at = 0;
        }
        position++;
        return Byte.toUnsignedInt(block.get((int) at));
    }
}
