package resnet50.picture;

/**
 * Decodes a VP8 key frame, the pixels of a lossy WebP (RFC 6386), as libwebp does. TwelveMonkeys 3.15.0 leaves out the
 * loop filter in frames of one segment and repeats chroma, which moves small pictures by up to 8 levels on average.
 */
final class Vp8Frame {
    private static final int LUMA = 16;
    private static final int CHROMA = 8;

    private final Vp8Header header;
    private final int columns;
    private final int rows;
    private final Vp8Plane luma;
    private final Vp8Plane[] chroma = new Vp8Plane[2];
    private final Vp8Coefficients coefficients;
    private final Vp8Modes modes;
    private final byte[] filterLevels; // [rows][columns]
    private final boolean[] innerEdges; // [rows][columns] whether edges within the macroblock are filtered
    private final byte[] aboveRight = new byte[4];

    private Vp8Frame(Vp8Header header) {
        this.header = header;
        columns = (header.width + LUMA - 1) / LUMA;
        rows = (header.height + LUMA - 1) / LUMA;
        luma = new Vp8Plane(columns, rows, LUMA);
        chroma[0] = new Vp8Plane(columns, rows, CHROMA);
        chroma[1] = new Vp8Plane(columns, rows, CHROMA);
        coefficients = new Vp8Coefficients(header.tokens, columns);
        modes = new Vp8Modes(header, columns);
        filterLevels = new byte[columns * rows];
        innerEdges = new boolean[columns * rows];
    }

    /**
     * Decodes a frame.
     *
     * @param file   holds the body of a VP8 chunk from {@code from} to {@code end}
     * @param damage receives a report if data is missing
     */
    static Picture decode(byte[] file, int from, int end, Damage damage) throws BadPictureException {
        Vp8Frame frame = new Vp8Frame(new Vp8Header(file, from, end));
        frame.reconstruct(damage);
        frame.filter();
        return new Vp8Colors(frame.luma, frame.chroma[0], frame.chroma[1]).picture(frame.header.width, frame.header.height);
    }

    private void reconstruct(Damage damage) throws BadPictureException {
        for (int row = 0; row < rows; row++) {
            Vp8Bits bits = header.partitions[row % header.partitions.length];
            modes.startRow();
            coefficients.startRow();
            for (int column = 0; column < columns; column++) {
                modes.read(column);
                boolean any = false;
                if (modes.skipped()) {
                    coefficients.skip(column, modes.split());
                } else {
                    any = coefficients.read(bits, column, modes.split(), header.steps[modes.segment()]);
                }
                int index = row * columns + column;
                filterLevels[index] = (byte) header.filterLevels[modes.segment()][modes.split() ? 1 : 0];
                innerEdges[index] = any || modes.split();
                macroblock(column, row, any);
            }
            if (bits.ranOut() || header.bits.ranOut()) {
                damage.report("is a truncated WebP: it ends in the middle of its pixels");
                return;
            }
        }
    }

    private void macroblock(int column, int row, boolean any) {
        if (modes.split()) {
            subBlocks(column, row, any);
        } else {
            int at = luma.at(column, row);
            luma.prediction.block(at, LUMA, modes.lumaMode(), row > 0, column > 0);
            for (int i = 0; any && i < 16; i++) {
                coefficients.addBlock(i, luma.pixels, at + 4 * (i / 4) * luma.stride + 4 * (i % 4), luma.stride);
            }
        }
        for (int c = 0; c < 2; c++) {
            Vp8Plane plane = chroma[c];
            int at = plane.at(column, row);
            plane.prediction.block(at, CHROMA, modes.chromaMode(), row > 0, column > 0);
            for (int i = 0; any && i < 4; i++) {
                coefficients.addBlock(16 + 4 * c + i, plane.pixels, at + 4 * (i / 2) * plane.stride + 4 * (i % 2), plane.stride);
            }
        }
    }

    private void subBlocks(int column, int row, boolean any) {
        int first = luma.at(column, row);
        int above = first - luma.stride;
        for (int i = 0; i < 4; i++) {
            // beyond the last macroblock its last pixel is repeated, but for the border above the picture
            boolean repeated = column == columns - 1 && row > 0;
            aboveRight[i] = luma.pixels[repeated ? above + LUMA - 1 : above + LUMA + i];
        }
        for (int i = 0; i < 16; i++) {
            int at = first + 4 * (i / 4) * luma.stride + 4 * (i % 4);
            if (i % 4 == 3) {
                luma.prediction.subBlock(at, modes.subMode(i), 0, aboveRight);
            } else {
                luma.prediction.subBlock(at, modes.subMode(i), at - luma.stride + 4, luma.pixels);
            }
            if (any) {
                coefficients.addBlock(i, luma.pixels, at, luma.stride);
            }
        }
    }

    private void filter() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int level = filterLevels[row * columns + column];
                if (level > 0) {
                    filter(column, row, level, innerEdges[row * columns + column]);
                }
            }
        }
    }

    private void filter(int column, int row, int level, boolean inner) {
        int interior = level;
        if (header.sharpness > 0) {
            interior = Math.min(interior >> (header.sharpness > 4 ? 2 : 1), 9 - header.sharpness);
        }
        interior = Math.max(interior, 1);
        int limit = 2 * level + interior;
        int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        filterPlane(luma, column, row, limit, interior, variance, inner);
        if (!header.simpleFilter) {
            filterPlane(chroma[0], column, row, limit, interior, variance, inner);
            filterPlane(chroma[1], column, row, limit, interior, variance, inner);
        }
    }

    private void filterPlane(Vp8Plane plane, int column, int row, int limit, int interior, int variance, boolean inner) {
        int at = plane.at(column, row);
        for (int direction = 0; direction < 2; direction++) {
            int across = direction == 0 ? 1 : plane.stride;
            int along = direction == 0 ? plane.stride : 1;
            boolean outer = direction == 0 ? column > 0 : row > 0;
            for (int i = outer ? 0 : 4; i < (inner ? plane.size : 1); i += 4) {
                int edge = at + i * across;
                int edgeLimit = i == 0 ? limit + 4 : limit;
                if (header.simpleFilter) {
                    plane.filter.simple(edge, across, along, plane.size, edgeLimit);
                } else {
                    plane.filter.normal(edge, across, along, plane.size, i > 0, edgeLimit, interior, variance);
                }
            }
        }
    }
}
