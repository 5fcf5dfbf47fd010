package resnet50.picture;

import java.util.Arrays;

/** Reads a macroblock's segment and prediction modes from the first partition (RFC 6386, 10 and 11). */
final class Vp8Modes {
    /** Of 4x4 blocks: a positive number is the next node, another the negated mode. */
    private static final int[] SUB_TREE = {0, 2, -1, 4, -2, 6, 8, 12, -3, 10, -5, -6, -4, 14, -7, 16, -8, -9};

    /** The mode of a 4x4 block that stands for a whole macroblock's mode, in the order of {@link Vp8Prediction}'s. */
    private static final int[] SUB_MODES = {0, 2, 3, 1};

    private final Vp8Header header;
    private final Vp8Bits bits;
    private final int[] above; // [columns][4] modes of the 4x4 blocks above
    private final int[] left = new int[4];
    private final int[] subModes = new int[16];
    private int segment;
    private boolean skipped;
    private boolean split;
    private int lumaMode;
    private int chromaMode;

    Vp8Modes(Vp8Header header, int columns) {
        this.header = header;
        bits = header.bits;
        above = new int[4 * columns];
    }

    void startRow() {
        Arrays.fill(left, 0);
    }

    /** Reads the next macroblock of the row. */
    void read(int column) {
        segment = 0;
        if (header.segmentMap) {
            int[] p = header.segmentProbabilities;
            segment = bits.bit(p[0]) == 0 ? bits.bit(p[1]) : 2 + bits.bit(p[2]);
        }
        skipped = header.skipProbability >= 0 && bits.bit(header.skipProbability) != 0;
        split = bits.bit(145) == 0;
        if (split) {
            readSubModes(column);
        } else {
            if (bits.bit(156) == 0) {
                lumaMode = bits.bit(163) == 0 ? Vp8Prediction.DC : Vp8Prediction.VERTICAL;
            } else {
                lumaMode = bits.bit(128) == 0 ? Vp8Prediction.HORIZONTAL : Vp8Prediction.TRUE_MOTION;
            }
            Arrays.fill(left, SUB_MODES[lumaMode]);
            Arrays.fill(above, 4 * column, 4 * column + 4, SUB_MODES[lumaMode]);
        }
        if (bits.bit(142) == 0) {
            chromaMode = Vp8Prediction.DC;
        } else if (bits.bit(114) == 0) {
            chromaMode = Vp8Prediction.VERTICAL;
        } else {
            chromaMode = bits.bit(183) == 0 ? Vp8Prediction.HORIZONTAL : Vp8Prediction.TRUE_MOTION;
        }
    }

    private void readSubModes(int column) {
        for (int i = 0; i < 16; i++) {
            int x = 4 * column + i % 4;
            int probabilities = 9 * (10 * above[x] + left[i / 4]);
            int node = 0;
            do {
                node = SUB_TREE[node + bits.bit(Vp8Tables.SUB_BLOCK_MODES[probabilities + node / 2])];
            } while (node > 0);
            subModes[i] = -node;
            above[x] = -node;
            left[i / 4] = -node;
        }
    }

    int segment() {
        return segment;
    }

    /** Whether the macroblock has no coefficients. */
    boolean skipped() {
        return skipped;
    }

    /** Whether each 4x4 block of luma has its own mode. */
    boolean split() {
        return split;
    }

    /** Of a macroblock that is not split. */
    int lumaMode() {
        return lumaMode;
    }

    int chromaMode() {
        return chromaMode;
    }

    /** Of the 4x4 block with that number. */
    int subMode(int block) {
        return subModes[block];
    }
}
