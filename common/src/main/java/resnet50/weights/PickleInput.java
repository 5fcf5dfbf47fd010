package resnet50.weights;

import java.math.BigInteger;

/**
 * The bytes of a pickle, read sequentially and copied block by block. Every length is checked before use. Reading a
 * number takes few calls, because a JVM that has just started interprets all of them.
 */
final class PickleInput {
    private static final int BLOCK = 1 << 16;
    private static final int MAX_LINE = 256;
    private static final int MAX_INTEGER_BYTES = 32;

    private final FileBytes bytes;
    /** A copy of some of the bytes. */
    private byte[] block = {};
    /** Position of the block in the bytes. */
    private long blockStart;
    /** Number of bytes of the block that have been consumed. */
    private int taken;

    /** @param bytes bytes that begin with the pickle and may extend beyond it */
    PickleInput(FileBytes bytes) {
        this.bytes = bytes;
    }

    /** Returns the number of bytes consumed. */
    long position() {
        return blockStart + taken;
    }

    int u8() {
        if (taken == block.length) {
            loadBlock(1);
        }
        return block[taken++] & 0xff;
    }

    int u16() {
        return u8() | u8() << 8;
    }

    int i32() {
        int at = take(4); // may replace the block
        return (block[at] & 0xff) | (block[at + 1] & 0xff) << 8 | (block[at + 2] & 0xff) << 16 | block[at + 3] << 24;
    }

    long u32() {
        return Integer.toUnsignedLong(i32());
    }

    /** Reads a signed 64-bit integer. A length of 2⁶³ or more becomes negative and is refused by {@link #take}. */
    long i64() {
        return u32() | u32() << 32;
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(i64()));
    }

    String text(long length) {
        int start = take(length);
        return LittleEndian.utf8(block, start, (int) length, "text in the pickle");
    }

    /** Reads an integer in two's complement, lowest byte first. */
    Pickled integer(long length) {
        if (length > MAX_INTEGER_BYTES) {
            throw new Malformed("has an integer of " + length + " bytes in its pickle");
        }
        int start = take(length);
        byte[] bigEndian = new byte[(int) length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[(int) length - i] = block[start + i];
        }
        // the extra byte in front holds the sign
        bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bigEndian);
        return value.bitLength() < Long.SIZE ? new Pickled.Int(value.longValue()) : new Pickled.BigInt(value);
    }

    /** Reads up to a line feed, which is consumed but not returned. */
    String line() {
        byte[] line = new byte[MAX_LINE];
        int length = 0;
        for (int b = u8(); b != '\n'; b = u8()) {
            if (length == MAX_LINE) {
                throw new Malformed("has a name of more than " + MAX_LINE + " bytes in its pickle");
            }
            line[length++] = (byte) b;
        }
        return LittleEndian.utf8(line, 0, length, "text in the pickle");
    }

    /** Consumes bytes without copying them. */
    void skip(long length) {
        long left = bytes.size() - position();
        if (length < 0 || length > left) {
            throw new Malformed("has a pickle that is cut off");
        }
        if (length <= block.length - taken) {
            taken += (int) length;
            return;
        }
        blockStart = position() + length;
        block = new byte[0];
        taken = 0;
    }

    void skipFrameHeader() {
        long length = i64();
        if (length < 0 || length > bytes.size() - position()) {
            throw new Malformed("has a pickle frame that goes beyond its end");
        }
    }

    /** Consumes bytes; returns their index in the block. */
    private int take(long count) {
        if (count < 0 || count > block.length - taken) {
            loadBlock(count);
        }
        int start = taken;
        taken += (int) count;
        return start;
    }

    private void loadBlock(long atLeast) {
        long start = position();
        long left = bytes.size() - start;
        if (atLeast < 0 || atLeast > left) {
            throw new Malformed("has a pickle that is cut off");
        }
        long size = Math.min(left, Math.max(atLeast, BLOCK));
        block = bytes.copy(start, size).array();
        blockStart = start;
        taken = 0;
    }
}
