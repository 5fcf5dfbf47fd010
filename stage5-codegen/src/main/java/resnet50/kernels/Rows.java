package resnet50.kernels;

/**
 * Memory offsets of consecutive pixels.
 *
 * @param step    distance between adjacent pixels of a row
 * @param width   pixels per row
 * @param rowStep distance between adjacent rows
 */
public record Rows(int step, int width, int rowStep) {
    /** Pixels of one row, or of rows without gaps between them. */
    public static Rows one(int step) {
        return new Rows(step, Integer.MAX_VALUE, 0);
    }

    public Rows {
        if (step < 1 || width < 1) {
            throw new IllegalArgumentException("pixels " + step + " apart, " + width + " in a row");
        }
        if (rowStep == width * step) {
            width = Integer.MAX_VALUE;
            rowStep = 0;
        }
    }

    public int at(int pixel) {
        return pixel / width * rowStep + pixel % width * step;
    }

    /** Offsets of the first {@code pixels} pixels. If these are in one row, they are independent of the rows' width. */
    Rows of(int pixels) {
        if (pixels > width && pixels % width != 0) {
            throw new IllegalArgumentException(pixels + " pixels are not whole rows of " + width);
        }
        return pixels <= width ? one(step) : this;
    }

    /** Returns whether there are no gaps between rows, so that they form one long row. */
    public boolean areOne() {
        return rowStep == 0;
    }

    /** Part of a kernel's name; empty if the rows form one long row. */
    String name(String letter) {
        return areOne() ? "" : "_" + letter + width + "r" + rowStep;
    }
}
