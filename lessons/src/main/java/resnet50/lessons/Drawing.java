package resnet50.lessons;

/**
 * Makes a drawing similar to MNIST's digits: white ink on black, scaled to fit into 20 x 20 pixels, with the ink's
 * center of mass at the center of the 28 x 28 image. A network recognizes only digits like those of its training.
 */
final class Drawing {
    private static final int BOX = 20;
    private static final double INK = 0.2;

    private Drawing() {
    }

    /**
     * Converts a gray picture of any size to the network's input.
     *
     * @param name for messages
     * @return [28][28], 0 (paper) to 1 (ink)
     */
    static double[] normalize(int[][] gray, Object name) {
        double[][] ink = ink(gray);
        double[][] cut = cut(ink);
        if (cut == null) {
            throw LessonException.badData(name, "no digit found; draw one, dark on light paper or light on dark");
        }
        int longer = Math.max(cut.length, cut[0].length);
        int height = Math.max(1, Math.round((float) BOX * cut.length / longer));
        int width = Math.max(1, Math.round((float) BOX * cut[0].length / longer));
        return centered(strongest(resize(cut, height, width)));
    }

    /** Returns each pixel's difference from the paper, whose brightness is the mean of the picture's rim. */
    private static double[][] ink(int[][] gray) {
        int height = gray.length;
        int width = gray[0].length;
        double sum = 0;
        for (int y = 0; y < height; y++) {
            sum += gray[y][0] + gray[y][width - 1];
        }
        for (int x = 0; x < width; x++) {
            sum += gray[0][x] + gray[height - 1][x];
        }
        double paper = sum / (2 * (height + width));
        double[][] out = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y][x] = Math.max(0, paper > 127 ? paper - gray[y][x] : gray[y][x] - paper) / 255;
            }
        }
        return out;
    }

    /** Returns the smallest rectangle that contains all ink, or null if there is no ink. */
    private static double[][] cut(double[][] ink) {
        int top = Integer.MAX_VALUE;
        int left = Integer.MAX_VALUE;
        int bottom = -1;
        int right = -1;
        for (int y = 0; y < ink.length; y++) {
            for (int x = 0; x < ink[0].length; x++) {
                if (ink[y][x] > INK) {
                    top = Math.min(top, y);
                    left = Math.min(left, x);
                    bottom = Math.max(bottom, y);
                    right = Math.max(right, x);
                }
            }
        }
        if (bottom < 0) {
            return null;
        }
        double[][] out = new double[bottom - top + 1][right - left + 1];
        for (int y = 0; y < out.length; y++) {
            System.arraycopy(ink[top + y], left, out[y], 0, out[y].length);
        }
        return out;
    }

    /** Averages the area of each new pixel, with parts of pixels at the area's rim. */
    static double[][] resize(double[][] in, int height, int width) {
        double scaleY = (double) in.length / height;
        double scaleX = (double) in[0].length / width;
        double[][] out = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int iy = (int) (y * scaleY); iy < in.length && iy < (y + 1) * scaleY; iy++) {
                    double covered = Math.min(iy + 1, (y + 1) * scaleY) - Math.max(iy, y * scaleY);
                    for (int ix = (int) (x * scaleX); ix < in[0].length && ix < (x + 1) * scaleX; ix++) {
                        sum += in[iy][ix] * covered * (Math.min(ix + 1, (x + 1) * scaleX) - Math.max(ix, x * scaleX));
                    }
                }
                out[y][x] = sum / (scaleY * scaleX);
            }
        }
        return out;
    }

    /** Scales the ink so that the darkest pixel is 1, because resizing makes thin lines faint. */
    private static double[][] strongest(double[][] ink) {
        double max = 0;
        for (double[] row : ink) {
            for (double value : row) {
                max = Math.max(max, value);
            }
        }
        for (double[] row : ink) {
            for (int x = 0; x < row.length; x++) {
                row[x] /= max;
            }
        }
        return ink;
    }

    /** Centers the ink's center of mass in an empty image, as far as there is room. */
    private static double[] centered(double[][] ink) {
        double mass = 0;
        double massY = 0;
        double massX = 0;
        for (int y = 0; y < ink.length; y++) {
            for (int x = 0; x < ink[0].length; x++) {
                mass += ink[y][x];
                massY += ink[y][x] * (y + 0.5);
                massX += ink[y][x] * (x + 0.5);
            }
        }
        int size = DigitNetwork.SIZE;
        int top = (int) Math.max(0, Math.min(size - ink.length, Math.round(size / 2.0 - massY / mass)));
        int left = (int) Math.max(0, Math.min(size - ink[0].length, Math.round(size / 2.0 - massX / mass)));
        double[] out = new double[size * size];
        for (int y = 0; y < ink.length; y++) {
            System.arraycopy(ink[y], 0, out, (top + y) * size + left, ink[0].length);
        }
        return out;
    }
}
