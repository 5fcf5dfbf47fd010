package resnet50.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How weights files hold numbers and text. The caller has made sure that the bytes are there. */
final class LittleEndian {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int u8(MemorySegment bytes, long offset) {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, offset));
    }

    static int u16(MemorySegment bytes, long offset) {
        return Short.toUnsignedInt(bytes.get(SHORT, offset));
    }

    static long u32(MemorySegment bytes, long offset) {
        return Integer.toUnsignedLong(bytes.get(INT, offset));
    }

    static long i64(MemorySegment bytes, long offset) {
        return bytes.get(LONG, offset);
    }

    /**
     * Strict UTF-8.
     *
     * @param what names the text in the message
     */
    static String utf8(MemorySegment bytes, long offset, long length, String what) {
        ByteBuffer raw = bytes.asSlice(offset, length).asByteBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
        } catch (CharacterCodingException _) {
            throw new Malformed(what + " is not UTF-8");
        }
    }
}
