package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * RGB and YUV: two ways to store a color, and why video keeps a quarter of the color.
 *
 * <p>RGB has three planes of equal rank. YUV has one plane of brightness (Y) and two of color: U states how blue a
 * pixel is, V how red; 128 is gray. The eye sees fine detail in brightness only, so cameras and video decoders store U
 * and V for blocks of two by two pixels. NV12 is the usual layout: first all of Y, then rows of alternating U and V. It
 * takes 1.5 bytes per pixel instead of 3.
 *
 * <p>The coefficients are those of ITU-R BT.601 with video's range: black is 16, white is 235.
 */
final class Rgb implements Lesson {
    /**
     * Converts RGB to NV12. A block at the right or lower edge may have one or two pixels.
     *
     * @return Y as [height][width], then alternating U and V as [ceil(height / 2)][ceil(width / 2)][2]
     */
    static byte[] toNv12(Picture in) {
        int width = in.width();
        int height = in.height();
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        byte[] nv12 = new byte[width * height + 2 * chromaWidth * chromaHeight];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int r = in.red()[y][x];
                int g = in.green()[y][x];
                int b = in.blue()[y][x];
                nv12[y * width + x] = (byte) Picture.level(16 + 0.257 * r + 0.504 * g + 0.098 * b);
            }
        }
        for (int cy = 0; cy < chromaHeight; cy++) {
            for (int cx = 0; cx < chromaWidth; cx++) {
                double r = blockMean(in.red(), cy, cx);
                double g = blockMean(in.green(), cy, cx);
                double b = blockMean(in.blue(), cy, cx);
                int at = width * height + 2 * (cy * chromaWidth + cx);
                nv12[at] = (byte) Picture.level(128 - 0.148 * r - 0.291 * g + 0.439 * b);
                nv12[at + 1] = (byte) Picture.level(128 + 0.439 * r - 0.368 * g - 0.071 * b);
            }
        }
        return nv12;
    }

    /** Returns the mean of the block's pixels inside the picture, up to four. */
    private static double blockMean(int[][] plane, int cy, int cx) {
        int endY = Math.min(plane.length, 2 * cy + 2);
        int endX = Math.min(plane[0].length, 2 * cx + 2);
        int sum = 0;
        int pixels = 0;
        for (int y = 2 * cy; y < endY; y++) {
            for (int x = 2 * cx; x < endX; x++) {
                sum += plane[y][x];
                pixels++;
            }
        }
        return (double) sum / pixels;
    }

    /** Converts NV12 to RGB: each pixel has its own Y and the U and V of its block. */
    static Picture fromNv12(byte[] nv12, int width, int height) {
        Picture out = new Picture(new int[height][width], new int[height][width], new int[height][width]);
        int chromaWidth = (width + 1) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = width * height + 2 * (y / 2 * chromaWidth + x / 2);
                double light = 1.164 * Math.max(0, (nv12[y * width + x] & 0xff) - 16);
                int u = (nv12[at] & 0xff) - 128;
                int v = (nv12[at + 1] & 0xff) - 128;
                out.red()[y][x] = Picture.level(light + 1.596 * v);
                out.green()[y][x] = Picture.level(light - 0.391 * u - 0.813 * v);
                out.blue()[y][x] = Picture.level(light + 2.018 * u);
            }
        }
        return out;
    }

    /** Returns a plane of NV12: Y with {@code first = 0, step = 1}, U and V with {@code step = 2}. */
    private static int[][] plane(byte[] nv12, int first, int step, int width, int height) {
        int[][] out = new int[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y][x] = nv12[first + step * (y * width + x)] & 0xff;
            }
        }
        return out;
    }

    /**
    * Draws red, green and blue in the upper row, and in the lower row Y, U above V in their actual size, and the
    * picture that results from them.
    */
    static Picture sheet(Picture in) {
        int width = in.width();
        int height = in.height();
        byte[] nv12 = toNv12(in);
        int[][] dark = new int[height][width];
        Canvas sheet = new Canvas(3 * width, 2 * height, Canvas.WHITE);
        sheet.paste(new Picture(in.red(), dark, dark), 0, 0);
        sheet.paste(new Picture(dark, in.green(), dark), width, 0);
        sheet.paste(new Picture(dark, dark, in.blue()), 2 * width, 0);
        int half = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        sheet.paste(Picture.ofGray(plane(nv12, 0, 1, width, height)), 0, height);
        sheet.paste(Picture.ofGray(plane(nv12, width * height, 2, half, halfHeight)), width, height);
        sheet.paste(Picture.ofGray(plane(nv12, width * height + 1, 2, half, halfHeight)), width + width / 2, height + height / 2);
        sheet.paste(fromNv12(nv12, width, height), 2 * width, height);
        return sheet.picture();
    }

    /** Returns the mean difference of two pictures, in levels. */
    static double meanDifference(Picture a, Picture b) {
        long sum = 0;
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                sum += Math.abs(a.red()[y][x] - b.red()[y][x]) + Math.abs(a.green()[y][x] - b.green()[y][x])
                        + Math.abs(a.blue()[y][x] - b.blue()[y][x]);
            }
        }
        return sum / (3.0 * a.width() * a.height());
    }

    @Override
    public String name() {
        return "rgb";
    }

    @Override
    public String idea() {
        return "planes of a picture; YUV and NV12, and back";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        options.done();
        Picture in = options.picture();
        byte[] nv12 = toNv12(in);
        out.printf(Locale.ROOT, "RGB: %d bytes; NV12: %d bytes%n", 3 * in.width() * in.height(), nv12.length);
        out.printf(Locale.ROOT, "mean difference after the way there and back: %.2f levels of 255%n",
                meanDifference(in, fromNv12(nv12, in.width(), in.height())));
        options.write(options.out("rgb.png"), sheet(in), out);
    }
}
