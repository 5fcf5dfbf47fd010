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
    /** Returns a gray picture, whose three planes are the same. */
    static Picture ofGray(int[][] plane) {
        return new Picture(plane, plane, plane);
    }

    int height() {
        return red.length;
    }

    int width() {
        return red[0].length;
    }

    /** Returns whether the three planes are the same array. */
    @SuppressWarnings("ReferenceEquality")
    boolean isGray() {
        return red == green && green == blue;
    }

    /** Applies the same change to each plane. */
    Picture map(UnaryOperator<int[][]> change) {
        if (isGray()) {
            return ofGray(change.apply(red));
        }
        return new Picture(change.apply(red), change.apply(green), change.apply(blue));
    }

    /** Rounds a number and limits it to 0 to 255. */
    static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Swaps rows and columns. Between two calls, a method that processes rows processes columns. */
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
