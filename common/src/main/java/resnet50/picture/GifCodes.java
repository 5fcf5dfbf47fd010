package resnet50.picture;

/**
 * Expands a GIF frame's codes (CompuServe GIF89a, appendix F). The JDK's reader refuses minimum code sizes beyond 8,
 * frames without a palette and data without an end, all of which Pillow and browsers read.
 */
final class GifCodes {
    private static final int MAX_BITS = 12;
    private static final int TABLE = 1 << MAX_BITS;

    private final byte[] file;
    private int at;
    private int blockEnd;
    private boolean ended;
    private int bits; // not yet used, lowest first
    private int bitCount;

    private final short[] prefix = new short[TABLE];
    private final byte[] last = new byte[TABLE];
    private final byte[] first = new byte[TABLE];
    private final short[] length = new short[TABLE];

    /** @param at the minimum code size, which the blocks of codes follow */
    GifCodes(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /**
     * Fills the indexes, in the order of the file; further codes are left out.
     *
     * @throws BadPictureException if codes are missing or wrong, unless lenient: then index 0 stays where none was given
     */
    void read(byte[] indexes, Damage damage) throws BadPictureException {
        int minimum = at < file.length ? file[at] & 0xff : 0;
        if (minimum > MAX_BITS) {
            throw BadPictureException.beyondRepair("is a damaged GIF: its codes have " + minimum + " bits");
        }
        at++;
        blockEnd = at;
        int filled = expand(minimum, indexes);
        if (filled < indexes.length) {
            damage.report(ended
                    ? "is a truncated GIF: it ends in the middle of its first frame"
                    : "is a damaged GIF: a code of its first frame means nothing");
        }
    }

    /** Number of indexes filled. */
    private int expand(int minimum, byte[] out) {
        int clear = 1 << minimum;
        int next = clear + 2;
        int codeBits = minimum + 1;
        int previous = -1;
        int filled = 0;
        for (int i = 0; i < Math.min(clear, TABLE); i++) {
            first[i] = (byte) i;
            last[i] = (byte) i;
            length[i] = 1;
        }
        while (filled < out.length) {
            int code = nextCode(codeBits);
            if (code == clear) {
                next = clear + 2;
                codeBits = minimum + 1;
                previous = -1;
                continue;
            } else if (code < 0 || code == clear + 1) {
                ended = true;
                return filled;
            } else if (code > next || (code >= clear && previous < 0) || code >= TABLE) {
                return filled;
            }
            // a code that is defined only now stands for the previous string and its first index
            int known = code == next ? previous : code;
            if (previous >= 0 && next < TABLE) {
                prefix[next] = (short) previous;
                first[next] = first[previous];
                last[next] = first[known];
                length[next] = (short) (length[previous] + 1);
                if (next == (1 << codeBits) - 1 && codeBits < MAX_BITS) {
                    codeBits++;
                }
                next++;
            }
            filled = put(code, out, filled);
            previous = code;
        }
        return filled;
    }

    /** Writes a code's string; the end of it, if it is longer than the room left, is dropped. */
    private int put(int code, byte[] out, int filled) {
        int end = filled + length[code];
        int from = code;
        for (int i = end - 1; i >= filled; i--) {
            if (i < out.length) {
                out[i] = last[from];
            }
            from = prefix[from];
        }
        return Math.min(end, out.length);
    }

    /** -1 at the end of the blocks. */
    private int nextCode(int codeBits) {
        while (bitCount < codeBits) {
            if (at == blockEnd) {
                int size = at < file.length ? file[at] & 0xff : 0;
                if (size == 0) {
                    return -1;
                }
                at++;
                blockEnd = Math.min(at + size, file.length);
                continue;
            }
            bits |= (file[at++] & 0xff) << bitCount;
            bitCount += 8;
        }
        int code = bits & ((1 << codeBits) - 1);
        bits >>>= codeBits;
        bitCount -= codeBits;
        return code;
    }
}
