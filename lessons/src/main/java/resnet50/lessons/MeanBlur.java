package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Mean blur: each pixel becomes the mean of the square around it.
 *
 * <p>The simple program adds (2 radius + 1)² numbers per pixel. Two observations remove nearly all of this work. The
 * sum over a square is the sum of the sums over its rows, so rows can be summed first and columns after. And the
 * windows of two neighbors differ in two numbers: the window gains one on the right and loses one on the left. The work
 * per pixel is then the same for every radius.
 *
 * <p>Beyond the edge, the edge pixel is repeated.
 */
final class MeanBlur implements Lesson {
    /**
     * Blurs one plane.
     *
     * @param in     // [height][width], 0 to 255
     * @param radius radius of the square, which is 2 radius + 1 pixels wide
     */
    static int[][] blur(int[][] in, int radius) {
        int[][] rows = windowSums(in, radius);
        int[][] sums = Picture.transpose(windowSums(Picture.transpose(rows), radius));
        double pixels = (2.0 * radius + 1) * (2.0 * radius + 1);
        int[][] out = new int[in.length][in[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = Picture.level(sums[y][x] / pixels);
            }
        }
        return out;
    }

    /** Returns for each pixel the sum of the pixels from {@code x - radius} to {@code x + radius} of its row. */
    private static int[][] windowSums(int[][] in, int radius) {
        int width = in[0].length;
        int[][] out = new int[in.length][width];
        for (int y = 0; y < in.length; y++) {
            int[] row = in[y];
            int sum = 0;
            for (int x = -radius; x <= radius; x++) {
                sum += row[inside(x, width)];
            }
            for (int x = 0; x < width; x++) {
                out[y][x] = sum;
                sum += row[inside(x + radius + 1, width)] - row[inside(x - radius, width)];
            }
        }
        return out;
    }

    /** Returns the nearest index inside the row. */
    private static int inside(int x, int width) {
        return Math.max(0, Math.min(width - 1, x));
    }

    @Override
    public String name() {
        return "mean-blur";
    }

    @Override
    public String idea() {
        return "the mean of a square around each pixel, at the same cost for every radius";
    }

    @Override
    public String optionsHelp() {
        return "--radius 5       of the square, in pixels: 0 to 500";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        int radius = options.integer("--radius", 5, 0, 500);
        options.done();
        options.write(options.out("mean-blur.png"), options.picture().map(plane -> blur(plane, radius)), out);
    }
}
