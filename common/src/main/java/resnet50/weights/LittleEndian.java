package resnet50.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes the numbers and texts of weights files. The caller has checked that the bytes are there. */
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
     * Decodes strict UTF-8.
     *
     * @param what names the text in the message
     */
    static String utf8(FileBytes bytes, long offset, long length, String what) {
        return utf8(bytes.copy(offset, length).array(), 0, Math.toIntExact(length), what);
    }

    /** Decodes strict UTF-8. */
    static String utf8(byte[] bytes, int offset, int length, String what) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // String replaces invalid bytes by U+FFFD; only then the slower strict decoder is needed
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
