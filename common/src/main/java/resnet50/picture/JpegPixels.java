package resnet50.picture;

import java.awt.image.Raster;

/** The components of a JPEG as red, green and blue, without a color profile, in Pillow's and libjpeg's integers. */
final class JpegPixels {
    /** libjpeg's fixed point. */
    private static final int SCALE_BITS = 16;

    private static final int HALF = 1 << (SCALE_BITS - 1);

    private final JpegFile file;
    private final Raster raster;
    private final int width;
    private final int[] samples; // [width][components], of one row
    private final int[] neighbors; // the row above or below

    private JpegPixels(JpegFile file, Raster raster) {
        this.file = file;
        this.raster = raster;
        width = raster.getWidth();
        samples = new int[file.components() * width];
        neighbors = new int[file.components() * width];
    }

    /** @param raster the components as stored, in full size */
    static Picture of(JpegFile file, Raster raster) {
        return new JpegPixels(file, raster).picture();
    }

    private Picture picture() {
        int height = raster.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        int components = file.components();
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, samples);
            if (file.halfHeight() != 0) {
                smoothHalfHeight(y);
            }
            for (int x = 0; x < width; x++) {
                int out = 3 * (y * width + x);
                if (components == 4) {
                    cmyk(4 * x, rgb, out);
                } else {
                    threeColors(components * x, rgb, out);
                }
            }
        }
        return new Picture(width, height, rgb);
    }

    /**
     * Interpolates components of full width and half height, as libjpeg-turbo's {@code h1v2_fancy_upsample} does. The
     * JDK's libjpeg 6b repeats their rows instead.
     */
    private void smoothHalfHeight(int y) {
        int stored = y / 2;
        int storedRows = (raster.getHeight() + 1) / 2;
        int other = Math.clamp((y & 1) == 0 ? stored - 1 : stored + 1, 0, storedRows - 1);
        raster.getPixels(0, 2 * other, width, 1, neighbors);
        int bias = (y & 1) == 0 ? 1 : 2;
        for (int c = 0; c < file.components(); c++) {
            if ((file.halfHeight() >> c & 1) != 0) {
                for (int at = c; at < samples.length; at += file.components()) {
                    samples[at] = (3 * samples[at] + neighbors[at] + bias) >> 2;
                }
            }
        }
    }

    private void threeColors(int at, byte[] rgb, int out) {
        if (file.colors() == JpegFile.Colors.YCC) {
            yccToRgb(at);
        }
        for (int c = 0; c < 3; c++) {
            rgb[out + c] = (byte) samples[at + c];
        }
    }

    /** From inverted CMYK by Adobe's convention, or its YCCK form. */
    private void cmyk(int at, byte[] rgb, int out) {
        if (file.colors() == JpegFile.Colors.YCCK) {
            yccToRgb(at);
            for (int c = 0; c < 3; c++) {
                samples[at + c] = 255 - samples[at + c];
            }
        }
        int white = samples[at + 3]; // stored inverted: 255 where there is no black ink
        for (int c = 0; c < 3; c++) {
            rgb[out + c] = (byte) (white - divide255((255 - samples[at + c]) * white));
        }
    }

    /** libjpeg's {@code ycc_rgb_convert}. */
    private void yccToRgb(int at) {
        int luma = samples[at];
        int cb = samples[at + 1] - 128;
        int cr = samples[at + 2] - 128;
        samples[at] = clip(luma + ((fixed(1.40200) * cr + HALF) >> SCALE_BITS));
        samples[at + 1] = clip(luma + ((-fixed(0.34414) * cb - fixed(0.71414) * cr + HALF) >> SCALE_BITS));
        samples[at + 2] = clip(luma + ((fixed(1.77200) * cb + HALF) >> SCALE_BITS));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << SCALE_BITS) + 0.5);
    }

    private static int clip(int value) {
        return Math.clamp(value, 0, 255);
    }

    /** Rounded division of a product of two bytes. */
    private static int divide255(int product) {
        int rounded = product + 128;
        return ((rounded >> 8) + rounded) >> 8;
    }
}
