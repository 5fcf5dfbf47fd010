package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Gaussian blur: a mean in which near pixels have more weight.
 *
 * <p>A pixel at the distance d has the weight exp(-d² / 2σ²). The square of the mean blur leaves stripes and boxes;
 * this weight has no edge and no direction. It is the product of exp(-dx² / 2σ²) and exp(-dy² / 2σ²), so the blur is
 * separable: first along rows, then along columns. This takes 2 (2r + 1) products per pixel instead of (2r + 1)².
 *
 * <p>A window at the edge needs pixels that do not exist. {@link Border} offers three replacements.
 */
final class GaussianBlur implements Lesson {
    /** Pixels beyond the edge. */
    enum Border {
        /** The picture is mirrored at the center of the edge pixel: c b | a b c. */
        MIRROR,
        /** The edge pixel is repeated: a a | a b c. */
        REPEAT,
        /** Pixels are black: 0 0 | a b c. The picture gets a dark rim. */
        BLACK;

        /** Returns the index in the row that replaces {@code x}, or -1 for black. */
        int inside(int x, int width) {
            if (x >= 0 && x < width) {
                return x;
            }
            return switch (this) {
                case MIRROR -> {
                    int period = Math.max(1, 2 * (width - 1)); // forth and back
                    int at = Math.floorMod(x, period);
                    yield Math.min(at, period - at);
                }
                case REPEAT -> x < 0 ? 0 : width - 1;
                case BLACK -> -1;
            };
        }
    }

    /**
     * Returns the weights of one row of the window. They end at 3σ, where a weight is a hundredth of the maximum. Their
     * sum is 1.
     *
     * @return [2 radius + 1]
     */
    static double[] kernel(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double distance = i - radius;
            kernel[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /**
     * Blurs one plane.
     *
     * @param in // [height][width], 0 to 255
     */
    static int[][] blur(int[][] in, double sigma, Border border) {
        double[] kernel = kernel(sigma);
        double[][] blurred = alongColumns(alongRows(in, kernel, border), kernel, border);
        int[][] out = new int[in.length][in[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = Picture.level(blurred[y][x]);
            }
        }
        return out;
    }

    private static double[][] alongRows(int[][] in, double[] kernel, Border border) {
        int radius = kernel.length / 2;
        int width = in[0].length;
        double[][] out = new double[in.length][width];
        for (int y = 0; y < in.length; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < kernel.length; i++) {
                    int ix = border.inside(x - radius + i, width);
                    sum += ix < 0 ? 0 : kernel[i] * in[y][ix];
                }
                out[y][x] = sum;
            }
        }
        return out;
    }

    private static double[][] alongColumns(double[][] in, double[] kernel, Border border) {
        int radius = kernel.length / 2;
        int height = in.length;
        double[][] out = new double[height][in[0].length];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < kernel.length; i++) {
                int iy = border.inside(y - radius + i, height);
                if (iy < 0) {
                    continue;
                }
                for (int x = 0; x < out[y].length; x++) {
                    out[y][x] += kernel[i] * in[iy][x];
                }
            }
        }
        return out;
    }

    @Override
    public String name() {
        return "gaussian-blur";
    }

    @Override
    public String idea() {
        return "near pixels count more; separable; three ways to treat borders";
    }

    @Override
    public String optionsHelp() {
        return """
                --sigma 3        width of the bell, in pixels: 0.1 to 100
                --border mirror  pixels beyond the edge: mirror, repeat or black""";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        double sigma = options.number("--sigma", 3, 0.1, 100);
        Border border = Border.valueOf(options.word("--border", "mirror", "mirror", "repeat", "black").toUpperCase(Locale.ROOT));
        options.done();
        int window = kernel(sigma).length;
        out.printf(Locale.ROOT, "window %d x %d: %d products per pixel; rows, then columns: %d%n", window, window, window * window, 2 * window);
        options.write(options.out("gaussian-blur.png"), options.picture().map(plane -> blur(plane, sigma, border)), out);
    }
}
