package resnet50.lessons;

import java.util.function.UnaryOperator;

/**
 * A color picture as three planes of the same size.
 *
 * @param red   // [height][width], 0 to 255
 * @param green // [height][width], 0 to 255
 * @param blue  // [height][width], 0 to 255
 */
record Picture(int[][] red, int[][] green, int[][] blue) {
    /** A gray picture: three times the same plane. */
    static Picture ofGray(int[][] plane) {
        return new Picture(plane, plane, plane);
    }

    int height() {
        return red.length;
    }

    int width() {
        return red[0].length;
    }

    /** Whether the three planes are one. */
    @SuppressWarnings("ReferenceEquality")
    boolean isGray() {
        return red == green && green == blue;
    }

    /** The same change to each plane. */
    Picture map(UnaryOperator<int[][]> change) {
        if (isGray()) {
            return ofGray(change.apply(red));
        }
        return new Picture(change.apply(red), change.apply(green), change.apply(blue));
    }

    /** A result of arithmetic as a level: rounded, and limited to 0 to 255. */
    static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Rows become columns. A method that works along rows works along columns between two calls of this one. */
    static int[][] transpose(int[][] plane) {
        int[][] out = new int[plane[0].length][plane.length];
        for (int y = 0; y < plane.length; y++) {
            for (int x = 0; x < plane[0].length; x++) {
                out[x][y] = plane[y][x];
            }
        }
        return out;
    }
}
