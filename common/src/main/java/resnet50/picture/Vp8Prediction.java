package resnet50.picture;

import java.util.Arrays;

/** Intra prediction in a plane with a border above and to the left (RFC 6386, 12). */
final class Vp8Prediction {
    /** Modes of whole blocks. */
    static final int DC = 0;
    static final int VERTICAL = 1;
    static final int HORIZONTAL = 2;
    static final int TRUE_MOTION = 3;

    /** Modes of 4x4 blocks in the format's order: DC, TM, VE, HE, LD, RD, VR, VL, HD, HU. */
    private static final int SUB_TRUE_MOTION = 1;

    private final byte[] plane;
    private final int stride;
    private final int[] edge = new int[13]; // of a 4x4 block: left from bottom to top, corner, above from left to right

    Vp8Prediction(byte[] plane, int stride) {
        this.plane = plane;
        this.stride = stride;
    }

    /**
     * Predicts a square.
     *
     * @param at    its first pixel
     * @param above whether there are pixels above it in the picture, likewise {@code left}
     */
    void block(int at, int size, int mode, boolean above, boolean left) {
        switch (mode) {
            case DC -> {
                int sum = 0;
                for (int i = 0; i < size; i++) {
                    sum += (above ? pixel(at - stride + i) : 0) + (left ? pixel(at - 1 + i * stride) : 0);
                }
                int count = (above ? size : 0) + (left ? size : 0);
                fill(at, size, count == 0 ? 128 : (sum + count / 2) / count);
            }
            case VERTICAL -> {
                for (int y = 0; y < size; y++) {
                    System.arraycopy(plane, at - stride, plane, at + y * stride, size);
                }
            }
            case HORIZONTAL -> {
                for (int y = 0; y < size; y++) {
                    int row = at + y * stride;
                    Arrays.fill(plane, row, row + size, plane[row - 1]);
                }
            }
            default -> trueMotion(at, size);
        }
    }

    private void fill(int at, int size, int value) {
        for (int y = 0; y < size; y++) {
            Arrays.fill(plane, at + y * stride, at + y * stride + size, (byte) value);
        }
    }

    private void trueMotion(int at, int size) {
        int corner = pixel(at - stride - 1);
        for (int y = 0; y < size; y++) {
            int row = at + y * stride;
            int difference = pixel(row - 1) - corner;
            for (int x = 0; x < size; x++) {
                plane[row + x] = (byte) Math.clamp(pixel(at - stride + x) + difference, 0, 255);
            }
        }
    }

    /**
     * Predicts a 4x4 block.
     *
     * @param aboveRight where the four pixels above and to the right are in {@code aboveRightPixels}
     */
    void subBlock(int at, int mode, int aboveRight, byte[] aboveRightPixels) {
        for (int i = 0; i < 4; i++) {
            edge[i] = pixel(at - 1 + (3 - i) * stride);
            edge[5 + i] = pixel(at - stride + i);
            edge[9 + i] = aboveRightPixels[aboveRight + i] & 0xff;
        }
        edge[4] = pixel(at - stride - 1);
        switch (mode) {
            case 0 -> {
                int sum = 4;
                for (int i = 0; i < 4; i++) {
                    sum += edge[i] + edge[5 + i];
                }
                fill(at, 4, sum >> 3);
            }
            case SUB_TRUE_MOTION -> trueMotion(at, 4);
            case 2 -> { // VE
                for (int x = 0; x < 4; x++) {
                    for (int y = 0; y < 4; y++) {
                        put(at, x, y, three(4 + x));
                    }
                }
            }
            case 3 -> { // HE
                for (int x = 0; x < 4; x++) {
                    put(at, x, 0, three(2));
                    put(at, x, 1, three(1));
                    put(at, x, 2, three(0));
                    put(at, x, 3, (edge[1] + 3 * edge[0] + 2) >> 2);
                }
            }
            case 4 -> { // LD
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 4; x++) {
                        put(at, x, y, x + y == 6 ? (edge[11] + 3 * edge[12] + 2) >> 2 : three(5 + x + y));
                    }
                }
            }
            case 5 -> { // RD
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 4; x++) {
                        put(at, x, y, three(3 + x - y));
                    }
                }
            }
            case 6 -> verticalRight(at);
            case 7 -> verticalLeft(at);
            case 8 -> horizontalDown(at);
            default -> horizontalUp(at);
        }
    }

    private void verticalRight(int at) {
        for (int x = 0; x < 4; x++) {
            put(at, x, 0, two(4 + x));
            put(at, x, 1, three(3 + x));
        }
        put(at, 0, 2, three(2));
        put(at, 0, 3, three(1));
        for (int x = 1; x < 4; x++) {
            put(at, x, 2, two(3 + x));
            put(at, x, 3, three(2 + x));
        }
    }

    private void verticalLeft(int at) {
        for (int x = 0; x < 4; x++) {
            put(at, x, 0, two(5 + x));
            put(at, x, 1, three(5 + x));
        }
        for (int x = 0; x < 3; x++) {
            put(at, x, 2, two(6 + x));
            put(at, x, 3, three(6 + x));
        }
        put(at, 3, 2, three(9));
        put(at, 3, 3, three(10));
    }

    private void horizontalDown(int at) {
        for (int y = 0; y < 4; y++) {
            put(at, 0, y, two(3 - y));
            put(at, 1, y, three(3 - y));
        }
        put(at, 2, 0, three(4));
        put(at, 3, 0, three(5));
        for (int y = 1; y < 4; y++) {
            put(at, 2, y, two(4 - y));
            put(at, 3, y, three(4 - y));
        }
    }

    private void horizontalUp(int at) {
        int last = edge[0];
        int[] values = {
            two(2), three(1), two(1), three(0), two(0), (edge[1] + 3 * last + 2) >> 2, last, last, last, last
        };
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                put(at, x, y, values[Math.min(2 * y + x, 9)]);
            }
        }
    }

    /** The mean of an edge pixel and the next. */
    private int two(int i) {
        return (edge[i] + edge[i + 1] + 1) >> 1;
    }

    /** The weighted mean of three edge pixels from the given one on. */
    private int three(int i) {
        return (edge[i] + 2 * edge[i + 1] + edge[i + 2] + 2) >> 2;
    }

    private void put(int at, int x, int y, int value) {
        plane[at + y * stride + x] = (byte) value;
    }

    private int pixel(int at) {
        return plane[at] & 0xff;
    }
}
