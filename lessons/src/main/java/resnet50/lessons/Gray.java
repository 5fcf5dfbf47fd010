package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Gray: one number per pixel instead of three, as bright as the eye sees the color.
 *
 * <p>The eye sees green as much brighter than red, and blue as nearly dark. The weights below are those of ITU-R BT.601, the
 * standard of analog television; JPEG and OpenCV use them too. With equal weights, pure blue (0, 0, 255) and
 * pure green (0, 255, 0) have the same gray level 85; with these weights, 29 and 150.
 */
final class Gray implements Lesson {
    static final double RED_WEIGHT = 0.299;
    static final double GREEN_WEIGHT = 0.587;
    static final double BLUE_WEIGHT = 0.114;

    /**
     * Returns the weighted sum of the channels. The sum of the weights is one, so black stays 0 and white stays 255.
     *
     * @return [height][width], 0 to 255
     */
    static int[][] gray(Picture in) {
        return weighted(in, RED_WEIGHT, GREEN_WEIGHT, BLUE_WEIGHT);
    }

    /** Returns the mean of the channels, for comparison. */
    static int[][] equalWeights(Picture in) {
        return weighted(in, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    private static int[][] weighted(Picture in, double redWeight, double greenWeight, double blueWeight) {
        int[][] out = new int[in.height()][in.width()];
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                out[y][x] = Picture.level(redWeight * in.red()[y][x] + greenWeight * in.green()[y][x] + blueWeight * in.blue()[y][x]);
            }
        }
        return out;
    }

    @Override
    public String name() {
        return "gray";
    }

    @Override
    public String idea() {
        return "one brightness per pixel: the eye's weights of red, green and blue";
    }

    @Override
    public String optionsHelp() {
        return "--equal          a third of each channel instead";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        boolean equal = options.flag("--equal");
        options.done();
        Picture in = options.picture();
        int[][] gray = equal ? equalWeights(in) : gray(in);
        options.write(options.out("gray.png"), Picture.ofGray(gray), out);
    }
}
