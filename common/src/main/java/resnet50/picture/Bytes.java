package resnet50.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads unsigned numbers of both byte orders. */
final class Bytes {
    private Bytes() {}

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer bigEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }

    static int unsignedByte(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xff;
    }

    static int unsignedShort(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    static long unsignedInt(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffff_ffffL;
    }
}
