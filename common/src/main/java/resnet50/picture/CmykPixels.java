package resnet50.picture;

import java.awt.image.Raster;

/** The four channels of a print JPEG as red, green and blue, without a color profile, in Pillow's and libjpeg's integers. */
final class CmykPixels {
    /** libjpeg's fixed point. */
    private static final int SCALE_BITS = 16;

    private static final int HALF = 1 << (SCALE_BITS - 1);

    private CmykPixels() {}

    /**
     * @param raster 4 bands as stored: inverted CMYK by Adobe's convention, or its YCCK form
     * @param ycck   whether the first three are YCbCr
     */
    static Picture of(Raster raster, boolean ycck) {
        int width = raster.getWidth();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, raster.getHeight()))];
        int[] samples = new int[4 * width];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                int at = 4 * x;
                if (ycck) {
                    yccToInvertedCmy(samples, at);
                }
                int white = samples[at + 3]; // stored inverted: 255 where there is no black ink
                for (int c = 0; c < 3; c++) {
                    rgb[out++] = (byte) (white - divide255((255 - samples[at + c]) * white));
                }
            }
        }
        return new Picture(width, raster.getHeight(), rgb);
    }

    /** libjpeg's {@code ycck_cmyk_convert}. */
    private static void yccToInvertedCmy(int[] samples, int at) {
        int luma = samples[at];
        int cb = samples[at + 1] - 128;
        int cr = samples[at + 2] - 128;
        samples[at] = 255 - clip(luma + ((fixed(1.40200) * cr + HALF) >> SCALE_BITS));
        samples[at + 1] = 255 - clip(luma + ((-fixed(0.34414) * cb - fixed(0.71414) * cr + HALF) >> SCALE_BITS));
        samples[at + 2] = 255 - clip(luma + ((fixed(1.77200) * cb + HALF) >> SCALE_BITS));
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
