package resnet50.lessons;

import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * Canny's edge detector: thin, closed lines where the brightness changes.
 *
 * <p>It has five steps, one method each. It smooths the noise away. It computes the gradient: how strongly, and in
 * which direction, the brightness rises. It thins each ridge of the gradient to one pixel. Two thresholds classify the
 * pixels of the ridges as weak or strong. Weak pixels stay only where they continue a strong one. John Canny, "A
 * Computational Approach to Edge Detection", 1986.
 */
final class Canny implements Lesson {
    private static final int WEAK = 128;
    private static final int EDGE = 255;
    /** Tangent of 22.5 degrees; directions are rounded to the nearest of eight neighbors. */
    private static final double TAN_22 = Math.sqrt(2) - 1;
    /** The gradient that is drawn in full brightness. */
    private static final double WHITE = 200;

    /** Sobel's differences to the right and downward, eight times the brightness's slope // [height][width] */
    record Gradient(int[][] dx, int[][] dy) {
        /** Returns the gradient's length; 0 outside the picture. */
        double strength(int y, int x) {
            if (y < 0 || y >= dx.length || x < 0 || x >= dx[0].length) {
                return 0;
            }
            return Math.sqrt((double) dx[y][x] * dx[y][x] + (double) dy[y][x] * dy[y][x]);
        }
    }

    /** Step 1: blurs the picture, because noise has gradients too. */
    static int[][] smooth(int[][] gray, double sigma) {
        return GaussianBlur.blur(gray, sigma, GaussianBlur.Border.MIRROR);
    }

    /** Step 2: subtracts the neighbors on both sides. The two adjacent rows or columns have half the weight. */
    static Gradient gradient(int[][] in) {
        int height = in.length;
        int width = in[0].length;
        Gradient out = new Gradient(new int[height][width], new int[height][width]);
        for (int y = 0; y < height; y++) {
            int[] above = in[Math.max(0, y - 1)];
            int[] here = in[y];
            int[] below = in[Math.min(height - 1, y + 1)];
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - 1);
                int right = Math.min(width - 1, x + 1);
                out.dx[y][x] = (above[right] + 2 * here[right] + below[right]) - (above[left] + 2 * here[left] + below[left]);
                out.dy[y][x] = (below[left] + 2 * below[x] + below[right]) - (above[left] + 2 * above[x] + above[right]);
            }
        }
        return out;
    }

    /**
     * Step 3, non-maximum suppression: a pixel stays if its gradient is larger than those of the two neighbors across the edge.
     * Of two equal neighbors in a row or column, the first pixel stays.
     *
     * @return [height][width], the gradient's strength, or 0 where the pixel does not stay
     */
    static double[][] thin(Gradient gradient) {
        double[][] out = new double[gradient.dx.length][gradient.dx[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                double strength = gradient.strength(y, x);
                int dx = gradient.dx[y][x];
                int dy = gradient.dy[y][x];
                boolean stays;
                if (Math.abs(dy) < TAN_22 * Math.abs(dx)) { // brightness rises to the left or right
                    stays = strength > gradient.strength(y, x - 1) && strength >= gradient.strength(y, x + 1);
                } else if (Math.abs(dx) < TAN_22 * Math.abs(dy)) { // up or down
                    stays = strength > gradient.strength(y - 1, x) && strength >= gradient.strength(y + 1, x);
                } else { // toward a corner
                    int side = (dx < 0) == (dy < 0) ? 1 : -1;
                    stays = strength > gradient.strength(y - 1, x - side) && strength > gradient.strength(y + 1, x + side);
                }
                out[y][x] = stays ? strength : 0;
            }
        }
        return out;
    }

    /**
     * Step 4: a pixel above {@code high} is an edge; a pixel above {@code low} is weak.
     *
     * @return [height][width]: 0, WEAK or EDGE
     */
    static int[][] classify(double[][] thinned, double low, double high) {
        int[][] out = new int[thinned.length][thinned[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = thinned[y][x] > high ? EDGE : thinned[y][x] > low ? WEAK : 0;
            }
        }
        return out;
    }

    /**
     * Step 5, hysteresis: starts at all strong pixels and follows weak neighbors. Weak pixels that are not reached are
     * dropped.
     *
     * @return [height][width]: 0 or EDGE
     */
    static int[][] follow(int[][] classes) {
        int height = classes.length;
        int width = classes[0].length;
        int[][] out = new int[height][width];
        ArrayDeque<Integer> open = new ArrayDeque<>(); // y * width + x of edge pixels to be followed
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (classes[y][x] == EDGE) {
                    out[y][x] = EDGE;
                    open.push(y * width + x);
                }
            }
        }
        while (!open.isEmpty()) {
            int at = open.pop();
            for (int y = Math.max(0, at / width - 1); y <= Math.min(height - 1, at / width + 1); y++) {
                for (int x = Math.max(0, at % width - 1); x <= Math.min(width - 1, at % width + 1); x++) {
                    if (classes[y][x] == WEAK && out[y][x] == 0) {
                        out[y][x] = EDGE;
                        open.push(y * width + x);
                    }
                }
            }
        }
        return out;
    }

    /** Runs all five steps. */
    static int[][] edges(int[][] gray, double sigma, double low, double high) {
        return follow(classify(thin(gradient(smooth(gray, sigma))), low, high));
    }

    /** Draws the gradient: the hue is the direction, the brightness the strength. */
    static Picture draw(Gradient gradient) {
        int height = gradient.dx.length;
        int width = gradient.dx[0].length;
        Picture out = new Picture(new int[height][width], new int[height][width], new int[height][width]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double turn = StrictMath.atan2(gradient.dy[y][x], gradient.dx[y][x]) / (2 * Math.PI);
                int rgb = Color.HSBtoRGB((float) turn, 1, (float) Math.min(1, gradient.strength(y, x) / WHITE));
                out.red()[y][x] = rgb >> 16 & 0xff;
                out.green()[y][x] = rgb >> 8 & 0xff;
                out.blue()[y][x] = rgb & 0xff;
            }
        }
        return out;
    }

    /** Draws strengths as gray levels; {@link #WHITE} and above are white. */
    static Picture draw(double[][] strengths) {
        int[][] out = new int[strengths.length][strengths[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = Picture.level(strengths[y][x] * 255 / WHITE);
            }
        }
        return Picture.ofGray(out);
    }

    @Override
    public String name() {
        return "canny";
    }

    @Override
    public String idea() {
        return "edges in five steps; --steps writes a picture of each";
    }

    @Override
    public String optionsHelp() {
        return """
                --sigma 1.4      of the smoothing, in pixels: 0.1 to 100
                --low 30         gradient above which a pixel may be an edge
                --high 80        gradient above which a pixel is an edge
                --steps          also write OUT-1-smooth.png to OUT-4-classify.png; OUT is the fifth""";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        double sigma = options.number("--sigma", 1.4, 0.1, 100);
        double low = options.number("--low", 30, 0, 2000);
        double high = options.number("--high", 80, 0, 2000);
        boolean steps = options.flag("--steps");
        options.done();
        if (low > high) {
            throw LessonException.usage(String.format(Locale.ROOT, "--low %s is above --high %s", low, high));
        }
        Path file = options.out("canny.png");
        int[][] smooth = smooth(Gray.gray(options.picture()), sigma);
        Gradient gradient = gradient(smooth);
        double[][] thin = thin(gradient);
        int[][] classes = classify(thin, low, high);
        int[][] edges = follow(classes);
        if (steps) {
            options.write(Options.beside(file, "-1-smooth.png"), Picture.ofGray(smooth), out);
            options.write(Options.beside(file, "-2-gradient.png"), draw(gradient), out);
            options.write(Options.beside(file, "-3-thin.png"), draw(thin), out);
            options.write(Options.beside(file, "-4-classify.png"), Picture.ofGray(classes), out);
        }
        options.write(file, Picture.ofGray(edges), out);
    }
}
