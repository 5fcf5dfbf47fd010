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
        return Byte.toUnsignedInt(copy(bytes, offset, 1).get());
    }

    static int i32(MemorySegment bytes, long offset) {
        return copy(bytes, offset, 4).getInt();
    }

    static long i64(MemorySegment bytes, long offset) {
        return copy(bytes, offset, 8).getLong();
    }

    /** A copy, which is read many times faster than the file itself before the JIT has seen the code: when files are opened. */
    static ByteBuffer copy(MemorySegment bytes, long offset, long length) {
        return ByteBuffer.wrap(bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Strict UTF-8.
     *
     * @param what names the text in the message
     */
    static String utf8(MemorySegment bytes, long offset, long length, String what) {
        return utf8(bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), 0, Math.toIntExact(length), what);
    }

    /** Strict UTF-8. */
    static String utf8(byte[] bytes, int offset, int length, String what) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // String puts U+FFFD for what it cannot read; only then is the strict but slow decoder asked
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            } catch (CharacterCodingException _) {
                throw new Malformed(what + " is not UTF-8");
            }
        }
        return text;
    }
}
