package resnet50.picture;

/** Header of a VP8 key frame (RFC 6386, 9.2 to 9.11). */
final class Vp8Header {
    static final int SEGMENTS = 4;

    private static final int TAG_BYTES = 10;
    private static final int MAX_INDEX = 127;

    final int width;
    final int height;
    final boolean segmentMap;
    final int[] segmentProbabilities = {255, 255, 255};
    final boolean simpleFilter;
    final int sharpness;

    /** [segment][0 whole, 1 split into 4x4 blocks] strength of the loop filter. */
    final int[][] filterLevels = new int[SEGMENTS][2];

    /** [segment][6] steps of luma DC and AC, of the second-order DC and AC, of chroma DC and AC. */
    final int[][] steps = new int[SEGMENTS][];

    /** [4][8][3][11]. */
    final int[] tokens = Vp8Tables.DEFAULTS.clone();

    /** 0 to 255; -1 if no macroblock is skipped. */
    final int skipProbability;

    /** The first partition, after the header. */
    final Vp8Bits bits;

    /** The partitions of coefficients; row y of macroblocks is in partition y modulo their number. */
    final Vp8Bits[] partitions;

    private final boolean absolute;
    private final boolean segments;

    /** @throws BadPictureException if it is no key frame or ends within the header */
    Vp8Header(byte[] file, int from, int end) throws BadPictureException {
        int tag = (file[from] & 0xff) | ((file[from + 1] & 0xff) << 8) | ((file[from + 2] & 0xff) << 16);
        int first = from + TAG_BYTES;
        int second = first + (tag >> 5);
        if ((tag & 1) != 0 || file[from + 3] != (byte) 0x9d || file[from + 4] != 1 || file[from + 5] != 0x2a || second > end) {
            throw BadPictureException.beyondRepair("is a damaged WebP: its picture's header makes no sense");
        }
        width = Bytes.unsignedShort(Bytes.littleEndian(file), from + 6) & 0x3fff;
        height = Bytes.unsignedShort(Bytes.littleEndian(file), from + 8) & 0x3fff;
        bits = new Vp8Bits(file, first, second);
        bits.number(2); // color space; clamping, which does no harm where it is not needed
        int[] quantizers = new int[SEGMENTS];
        int[] filters = new int[SEGMENTS];
        segments = bits.flag();
        segmentMap = segments && bits.flag();
        boolean absoluteValues = false;
        if (segments && bits.flag()) {
            absoluteValues = bits.flag();
            for (int i = 0; i < SEGMENTS; i++) {
                quantizers[i] = bits.optional(7);
            }
            for (int i = 0; i < SEGMENTS; i++) {
                filters[i] = bits.optional(6);
            }
        }
        absolute = absoluteValues;
        for (int i = 0; segmentMap && i < SEGMENTS - 1; i++) {
            segmentProbabilities[i] = bits.flag() ? bits.number(8) : 255;
        }
        simpleFilter = bits.flag();
        int level = bits.number(6);
        sharpness = bits.number(3);
        readFilterLevels(level, filters);
        partitions = partitions(file, second, end, 1 << bits.number(2));
        readSteps(quantizers);
        bits.flag(); // whether the probabilities outlive the frame
        for (int i = 0; i < tokens.length; i++) {
            if (bits.bit(Vp8Tables.UPDATES[i]) != 0) {
                tokens[i] = bits.number(8);
            }
        }
        skipProbability = bits.flag() ? bits.number(8) : -1;
    }

    private void readFilterLevels(int level, int[] filters) {
        int reference = 0;
        int split = 0;
        boolean deltas = bits.flag();
        if (deltas && bits.flag()) {
            for (int i = 0; i < 8; i++) {
                int delta = bits.optional(6);
                if (i == 0) {
                    reference = delta;
                } else if (i == 4) {
                    split = delta;
                }
            }
        }
        for (int s = 0; s < SEGMENTS && level > 0; s++) {
            int base = !segments ? level : absolute ? filters[s] : level + filters[s];
            filterLevels[s][0] = Math.clamp(base + reference, 0, 63);
            filterLevels[s][1] = Math.clamp(base + reference + split, 0, 63);
        }
    }

    private void readSteps(int[] quantizers) {
        int base = bits.number(7);
        int[] deltas = new int[5];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = bits.optional(4);
        }
        for (int s = 0; s < SEGMENTS; s++) {
            int q = !segments ? base : absolute ? quantizers[s] : base + quantizers[s];
            steps[s] = new int[] {
                step(Vp8Tables.DC_STEPS, q + deltas[0], MAX_INDEX),
                step(Vp8Tables.AC_STEPS, q, MAX_INDEX),
                step(Vp8Tables.DC_STEPS, q + deltas[1], MAX_INDEX) * 2,
                Math.max(8, step(Vp8Tables.AC_STEPS, q + deltas[2], MAX_INDEX) * 155 / 100),
                step(Vp8Tables.DC_STEPS, q + deltas[3], 117),
                step(Vp8Tables.AC_STEPS, q + deltas[4], MAX_INDEX)
            };
        }
    }

    private static int step(int[] table, int index, int last) {
        return table[Math.clamp(index, 0, last)];
    }

    private static Vp8Bits[] partitions(byte[] file, int from, int end, int count) {
        Vp8Bits[] partitions = new Vp8Bits[count];
        int start = from + 3 * (count - 1);
        for (int i = 0; i < count; i++) {
            int stop = end;
            int size = from + 3 * i;
            if (i < count - 1 && size + 3 <= end) {
                int length = (file[size] & 0xff) | ((file[size + 1] & 0xff) << 8) | ((file[size + 2] & 0xff) << 16);
                stop = Math.min(start + length, end);
            }
            partitions[i] = new Vp8Bits(file, Math.min(start, end), stop);
            start = stop;
        }
        return partitions;
    }
}
