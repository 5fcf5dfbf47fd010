package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Otsu's threshold: converts a picture to black and white with a threshold derived from the picture.
 *
 * <p>A threshold divides the pixels into a dark and a bright class. The best threshold makes the classes differ most:
 * it maximizes the variance between them, weight(dark) · weight(bright) · (mean(bright) - mean(dark))². The histogram
 * suffices to evaluate all 256 thresholds, which costs less than one pass over the picture. Nobuyuki Otsu, "A Threshold
 * Selection Method from Gray-Level Histograms", 1979.
 */
final class Otsu implements Lesson {
    private static final int LEVELS = 256;

    /** Returns the number of pixels of each level. */
    static int[] histogram(int[][] gray) {
        int[] counts = new int[LEVELS];
        for (int[] row : gray) {
            for (int level : row) {
                counts[level]++;
            }
        }
        return counts;
    }

    /**
     * Returns the best threshold: pixels up to it are dark, pixels above are bright. Of equally good thresholds,
     * returns the first; 0 if all pixels are equal.
     */
    static int threshold(int[] histogram) {
        long pixels = 0;
        long sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            pixels += histogram[level];
            sum += (long) level * histogram[level];
        }
        int best = 0;
        double bestVariance = 0;
        long darkPixels = 0;
        long darkSum = 0;
        for (int level = 0; level < LEVELS; level++) {
            darkPixels += histogram[level];
            darkSum += (long) level * histogram[level];
            long brightPixels = pixels - darkPixels;
            if (darkPixels == 0 || brightPixels == 0) {
                continue; // one class only
            }
            double difference = (double) (sum - darkSum) / brightPixels - (double) darkSum / darkPixels;
            double variance = (double) darkPixels * brightPixels * difference * difference;
            if (variance > bestVariance) {
                bestVariance = variance;
                best = level;
            }
        }
        return best;
    }

    /** Makes pixels above the threshold white and the others black. */
    static int[][] split(int[][] gray, int threshold) {
        int[][] out = new int[gray.length][gray[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = gray[y][x] > threshold ? 255 : 0;
            }
        }
        return out;
    }

    /** Draws the histogram, two pixels per level, with the threshold as a red line. */
    static Picture draw(int[] histogram, int threshold) {
        int height = 200;
        int margin = 20;
        int most = 1;
        for (int count : histogram) {
            most = Math.max(most, count);
        }
        Canvas canvas = new Canvas(2 * LEVELS + 2 * margin, height + 2 * margin, Canvas.WHITE);
        for (int level = 0; level < LEVELS; level++) {
            int bar = (int) ((long) histogram[level] * height / most);
            canvas.fill(margin + 2 * level, margin + height - bar, 2, bar, level > threshold ? Canvas.GRAY : Canvas.BLACK);
        }
        canvas.fill(margin + 2 * threshold + 2, margin / 2, 1, height + margin, Canvas.RED);
        for (int level = 0; level < LEVELS; level += 64) {
            canvas.number(margin + 2 * level, margin + height + 5, level, Canvas.BLACK);
        }
        canvas.number(margin + 2 * threshold + 6, margin / 2, threshold, Canvas.RED);
        return canvas.picture();
    }

    @Override
    public String name() {
        return "otsu";
    }

    @Override
    public String idea() {
        return "black and white by the best threshold; writes the histogram too";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        options.done();
        int[][] gray = Gray.gray(options.picture());
        int[] histogram = histogram(gray);
        int threshold = threshold(histogram);
        out.println("threshold: " + threshold);
        Path file = options.out("otsu.png");
        options.write(Options.beside(file, "-histogram.png"), draw(histogram, threshold), out);
        options.write(file, Picture.ofGray(split(gray, threshold)), out);
    }
}
