package resnet50.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How weights files hold numbers and text. The caller has made sure that the bytes are there. */
final class LittleEndian {
    private LittleEndian() {}

    static int u8(FileBytes bytes, long offset) {
        return Byte.toUnsignedInt(bytes.copy(offset, 1).get());
    }

    static int i32(FileBytes bytes, long offset) {
        return bytes.copy(offset, 4).getInt();
    }

    static long i64(FileBytes bytes, long offset) {
        return bytes.copy(offset, 8).getLong();
    }

    /**
     * Strict UTF-8.
     *
     * @param what names the text in the message
     */
    static String utf8(FileBytes bytes, long offset, long length, String what) {
        return utf8(bytes.copy(offset, length).array(), 0, Math.toIntExact(length), what);
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
