package resnet50;

/**
 * Where what belongs to pixels lies that come one after the other.
 *
 * @param step    from one to its neighbour in the row
 * @param width   pixels in a row
 * @param rowStep from one to that in the next row
 */
record Rows(int step, int width, int rowStep) {
    /** Pixels of one row, or of rows without a gap between them. */
    static Rows one(int step) {
        return new Rows(step, Integer.MAX_VALUE, 0);
    }

    Rows {
        if (step < 1 || width < 1) {
            throw new IllegalArgumentException("pixels " + step + " apart, " + width + " in a row");
        }
        if (rowStep == width * step) {
            width = Integer.MAX_VALUE;
            rowStep = 0;
        }
    }

    int at(int pixel) {
        return pixel / width * rowStep + pixel % width * step;
    }

    /** The same for pixels that are so few; a tile of one row is the same whatever it is a row of. */
    Rows of(int pixels) {
        if (pixels > width && pixels % width != 0) {
            throw new IllegalArgumentException(pixels + " pixels are no whole rows of " + width);
        }
        return pixels <= width ? one(step) : this;
    }

    /** Whether there are no gaps between rows, so that they are one. */
    boolean areOne() {
        return rowStep == 0;
    }

    /** For a kernel's name. */
    String name(String letter) {
        return areOne() ? "" : "_" + letter + width + "r" + rowStep;
    }
}
