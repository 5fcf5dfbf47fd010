package resnet50.picture;

import java.util.Arrays;

/** Reads the coefficients of a macroblock and transforms them back into differences (RFC 6386, 13 and 14). */
final class Vp8Coefficients {
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[][] LARGE = {
        {173, 148, 140}, {176, 155, 140, 135}, {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };
    private static final int AFTER_MEANS = 0;
    private static final int MEANS = 1;
    private static final int CHROMA = 2;
    private static final int WITH_MEANS = 3;

    /** [25][16]: 16 blocks of luma, 4 of each chroma plane, and the means of luma. */
    private final int[] coefficients = new int[25 * 16];

    private final int[] tokens;
    private final boolean[] above; // [columns][9] whether the block above has coefficients: 4 luma, 2 and 2 chroma, means
    private final boolean[] left = new boolean[9];

    Vp8Coefficients(int[] tokens, int columns) {
        this.tokens = tokens;
        above = new boolean[9 * columns];
    }

    void startRow() {
        Arrays.fill(left, false);
    }

    /** A macroblock without coefficients. */
    void skip(int column, boolean split) {
        for (int i = 0; i < (split ? 8 : 9); i++) {
            above[9 * column + i] = false;
            left[i] = false;
        }
    }

    /**
     * Reads all blocks.
     *
     * @param split whether each 4x4 block has its own mode, and no means apart
     * @return whether any coefficient is not 0
     */
    boolean read(Vp8Bits bits, int column, boolean split, int[] steps) {
        Arrays.fill(coefficients, 0);
        int type = WITH_MEANS;
        if (!split) {
            type = AFTER_MEANS;
            int count = block(bits, MEANS, column, 8, 8, 0, 24 * 16, steps[2], steps[3]);
            if (count > 0) {
                spreadMeans();
            }
        }
        boolean any = false;
        for (int i = 0; i < 16; i++) {
            int count = block(bits, type, column, i % 4, i / 4, split ? 0 : 1, 16 * i, steps[0], steps[1]);
            any |= count > 1 || coefficients[16 * i] != 0;
        }
        for (int i = 16; i < 24; i++) {
            int plane = 4 + 2 * ((i - 16) / 4);
            int count = block(bits, CHROMA, column, plane + i % 2, plane + i / 2 % 2, 0, 16 * i, steps[4], steps[5]);
            any |= count > 0;
        }
        return any;
    }

    private int block(Vp8Bits bits, int type, int column, int aboveIndex, int leftIndex, int first, int at, int dc, int ac) {
        int context = (above[9 * column + aboveIndex] ? 1 : 0) + (left[leftIndex] ? 1 : 0);
        int count = coefficients(bits, type, context, first, at, dc, ac);
        above[9 * column + aboveIndex] = count > first;
        left[leftIndex] = count > first;
        return count;
    }

    /** The position after the last coefficient. */
    private int coefficients(Vp8Bits bits, int type, int firstContext, int first, int at, int dc, int ac) {
        int p = probabilities(type, first, firstContext);
        for (int n = first; n < 16; n++) {
            if (bits.bit(tokens[p]) == 0) {
                return n;
            }
            while (bits.bit(tokens[p + 1]) == 0) {
                n++;
                if (n == 16) {
                    return 16;
                }
                p = probabilities(type, n, 0);
            }
            int value = 1;
            if (bits.bit(tokens[p + 2]) != 0) {
                value = large(bits, p);
            }
            p = probabilities(type, n + 1, value == 1 ? 1 : 2);
            coefficients[at + ZIGZAG[n]] = (bits.flag() ? -value : value) * (n > 0 ? ac : dc);
        }
        return 16;
    }

    private int large(Vp8Bits bits, int p) {
        if (bits.bit(tokens[p + 3]) == 0) {
            return bits.bit(tokens[p + 4]) == 0 ? 2 : 3 + bits.bit(tokens[p + 5]);
        } else if (bits.bit(tokens[p + 6]) == 0) {
            if (bits.bit(tokens[p + 7]) == 0) {
                return 5 + bits.bit(159);
            }
            int high = bits.bit(165);
            return 7 + 2 * high + bits.bit(145);
        }
        int high = bits.bit(tokens[p + 8]);
        int category = 2 * high + bits.bit(tokens[p + 9 + high]);
        int extra = 0;
        for (int probability : LARGE[category]) {
            extra = 2 * extra + bits.bit(probability);
        }
        return extra + 3 + (8 << category);
    }

    private static int probabilities(int type, int n, int context) {
        return ((type * 8 + BANDS[n]) * 3 + context) * Vp8Tables.TOKENS;
    }

    /** Inverse Walsh-Hadamard transform of the luma blocks' means. */
    private void spreadMeans() {
        int[] c = coefficients;
        int[] t = new int[16];
        for (int i = 0; i < 4; i++) {
            int in = 24 * 16 + i;
            int a0 = c[in] + c[in + 12];
            int a1 = c[in + 4] + c[in + 8];
            int a2 = c[in + 4] - c[in + 8];
            int a3 = c[in] - c[in + 12];
            t[i] = a0 + a1;
            t[8 + i] = a0 - a1;
            t[4 + i] = a3 + a2;
            t[12 + i] = a3 - a2;
        }
        for (int i = 0; i < 4; i++) {
            int dc = t[4 * i] + 3;
            int a0 = dc + t[4 * i + 3];
            int a1 = t[4 * i + 1] + t[4 * i + 2];
            int a2 = t[4 * i + 1] - t[4 * i + 2];
            int a3 = dc - t[4 * i + 3];
            int out = 64 * i;
            c[out] = (a0 + a1) >> 3;
            c[out + 16] = (a3 + a2) >> 3;
            c[out + 32] = (a0 - a1) >> 3;
            c[out + 48] = (a3 - a2) >> 3;
        }
    }

    /** Adds a block's differences to 4x4 predicted pixels: the inverse cosine transform. */
    void addBlock(int block, byte[] plane, int at, int stride) {
        int[] c = coefficients;
        int in = 16 * block;
        int[] t = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = c[in + i] + c[in + 8 + i];
            int b = c[in + i] - c[in + 8 + i];
            int e = sine(c[in + 4 + i]) - cosine(c[in + 12 + i]);
            int d = cosine(c[in + 4 + i]) + sine(c[in + 12 + i]);
            t[4 * i] = a + d;
            t[4 * i + 1] = b + e;
            t[4 * i + 2] = b - e;
            t[4 * i + 3] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int dc = t[i] + 4;
            int a = dc + t[8 + i];
            int b = dc - t[8 + i];
            int e = sine(t[4 + i]) - cosine(t[12 + i]);
            int d = cosine(t[4 + i]) + sine(t[12 + i]);
            int row = at + i * stride;
            add(plane, row, a + d);
            add(plane, row + 1, b + e);
            add(plane, row + 2, b - e);
            add(plane, row + 3, a - d);
        }
    }

    private static void add(byte[] plane, int at, int difference) {
        plane[at] = (byte) Math.clamp((plane[at] & 0xff) + (difference >> 3), 0, 255);
    }

    private static int cosine(int a) {
        return ((a * 20091) >> 16) + a;
    }

    private static int sine(int a) {
        return (a * 35468) >> 16;
    }
}
