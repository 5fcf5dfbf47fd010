package resnet50.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Converts a decoded raster to red, green and blue bytes: repeats gray, looks up palettes, drops alpha, takes the high
 * byte of 16 bits.
 * {@code BufferedImage.getRGB} takes gray for linear light and turns 128 into 188.
 */
final class RgbPixels {
    private RgbPixels() {}

    /** An image whose raster writes straight into [height][width][3] bytes, red first. */
    static BufferedImage imageOver(byte[] rgb, int width, int height) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(rgb, rgb.length), width, height, 3 * width, 3, new int[] {0, 1, 2}, null);
        ColorModel rgbModel = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(rgbModel, raster, false, null);
    }

    static Picture of(BufferedImage image) {
        Raster raster = image.getRaster();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(raster.getWidth(), raster.getHeight()))];
        if (image.getColorModel() instanceof IndexColorModel palette) {
            fromPalette(raster, palette, rgb);
        } else if (raster.getSampleModel() instanceof ComponentSampleModel layout
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getParent() == null) {
            fromBytes(layout, buffer, raster.getWidth(), raster.getHeight(), rgb);
        } else {
            fromSamples(raster, rgb);
        }
        return new Picture(raster.getWidth(), raster.getHeight(), rgb);
    }

    /** An index beyond a PNG's palette is black, as in Pillow; other formats come with full palettes. */
    private static void fromPalette(Raster raster, IndexColorModel palette, byte[] rgb) {
        int width = raster.getWidth();
        int[] indexes = new int[width];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, indexes);
            for (int index : indexes) {
                int color = index < palette.getMapSize() ? palette.getRGB(index) : 0;
                rgb[out] = (byte) (color >> 16);
                rgb[out + 1] = (byte) (color >> 8);
                rgb[out + 2] = (byte) color;
                out += 3;
            }
        }
    }

    private static void fromBytes(ComponentSampleModel layout, DataBufferByte buffer, int width, int height, byte[] rgb) {
        boolean gray = layout.getNumBands() < 3;
        int[] bands = {0, gray ? 0 : 1, gray ? 0 : 2};
        byte[][] data = new byte[3][];
        int[] offsets = new int[3];
        for (int c = 0; c < 3; c++) {
            int bank = layout.getBankIndices()[bands[c]];
            data[c] = buffer.getData(bank);
            offsets[c] = layout.getBandOffsets()[bands[c]] + buffer.getOffsets()[bank];
        }
        int out = 0;
        for (int y = 0; y < height; y++) {
            int in = y * layout.getScanlineStride();
            for (int x = 0; x < width; x++) {
                rgb[out] = data[0][in + offsets[0]];
                rgb[out + 1] = data[1][in + offsets[1]];
                rgb[out + 2] = data[2][in + offsets[2]];
                out += 3;
                in += layout.getPixelStride();
            }
        }
    }

    private static void fromSamples(Raster raster, byte[] rgb) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] samples = new int[width * bands];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int band = bands < 3 ? 0 : c;
                    rgb[out++] = toByte(samples[x * bands + band], raster.getSampleModel().getSampleSize(band));
                }
            }
        }
    }

    private static byte toByte(int sample, int bits) {
        return (byte) (bits >= 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1));
    }
}
