package resnet50.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** The bytes of a pickle, taken from the front with every length checked before it is believed. */
final class PickleInput {
    private static final int MAX_LINE = 256;
    private static final int MAX_INTEGER_BYTES = 32;
    private static final ValueLayout.OfDouble BIG_ENDIAN_DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment bytes;
    private long position;

    /** @param bytes may go on after the pickle */
    PickleInput(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** How many bytes have been taken. */
    long position() {
        return position;
    }

    int u8() {
        return LittleEndian.u8(bytes, take(1));
    }

    int u16() {
        return LittleEndian.u16(bytes, take(2));
    }

    int i32() {
        return bytes.get(LittleEndian.INT, take(4));
    }

    long u32() {
        return LittleEndian.u32(bytes, take(4));
    }

    /** Signed; a length beyond 2⁶³ comes out negative and is refused by {@link #take}. */
    long i64() {
        return LittleEndian.i64(bytes, take(8));
    }

    double bigEndianDouble() {
        return bytes.get(BIG_ENDIAN_DOUBLE, take(8));
    }

    String text(long length) {
        return LittleEndian.utf8(bytes, take(length), length, "text in the pickle");
    }

    /** Two's complement, lowest byte first. */
    Pickled integer(long length) {
        if (length > MAX_INTEGER_BYTES) {
            throw new Malformed("has an integer of " + length + " bytes in its pickle");
        }
        long start = take(length);
        byte[] bigEndian = new byte[(int) length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[(int) length - i] = bytes.get(ValueLayout.JAVA_BYTE, start + i);
        }
        // the spare byte in front carries the sign
        bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bigEndian);
        return value.bitLength() < Long.SIZE ? new Pickled.Int(value.longValue()) : new Pickled.BigInt(value);
    }

    /** Up to a line feed, which is taken but not returned. */
    String line() {
        long end = position;
        while (end < bytes.byteSize() && LittleEndian.u8(bytes, end) != '\n') {
            if (end - position == MAX_LINE) {
                throw new Malformed("has a name of more than " + MAX_LINE + " bytes in its pickle");
            }
            end++;
        }
        String line = text(end - position);
        take(1);
        return line;
    }

    void skipFrameHeader() {
        long length = i64();
        if (length < 0 || length > bytes.byteSize() - position) {
            throw new Malformed("has a pickle frame that goes beyond its end");
        }
    }

    private long take(long count) {
        if (count < 0 || count > bytes.byteSize() - position) {
            throw new Malformed("has a pickle that is cut off");
        }
        long start = position;
        position += count;
        return start;
    }
}
