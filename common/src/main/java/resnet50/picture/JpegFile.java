package resnet50.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A JPEG file without its application segments and comments, up to its end marker (ITU T.81, annex B).
 *
 * @param components 1, 3 or 4
 * @param colors     meaning of the components
 * @param halfHeight bit c is set if component c has all columns, but only every second row
 * @param cutOff     whether the file has no end marker
 * @param stripped   the file for the decoder, which has an end marker
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record JpegFile(
        int width, int height, int components, Colors colors, int halfHeight, int orientation, boolean cutOff, byte[] stripped)
        implements PictureFile {
    /** Meaning of the components, with its number in Adobe's marker. */
    enum Colors {
        /** Gray, RGB, or CMYK. */
        PLAIN(0),
        /** YCbCr. */
        YCC(1),
        /** YCbCr of the inverted CMY, and K. */
        YCCK(2);

        private final int adobeTransform;

        Colors(int adobeTransform) {
            this.adobeTransform = adobeTransform;
        }

        int adobeTransform() {
            return adobeTransform;
        }
    }

    @Override
    public boolean animated() {
        return false;
    }

    static JpegFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new JpegWalk(file, damage).walk();
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        ImageIoDecoder jpeg = cutOff ? decoder.describing("is a truncated JPEG: it has no end marker") : decoder;
        Picture picture = decodeBy(jpeg);
        if (cutOff && decoder.damage().first().isEmpty()) {
            decoder.damage().note("has no end marker");
        }
        return picture;
    }

    private Picture decodeBy(ImageIoDecoder decoder) throws IOException {
        if (components == 4 || (components == 3 && halfHeight != 0)) {
            return JpegPixels.of(this, decoder.decodeRaster(ImageIoDecoder.reader("jpeg"), stripped));
        } else if (components == 1) {
            BufferedImage gray = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            decoder.decode(ImageIoDecoder.reader("jpeg"), stripped, gray);
            return RgbPixels.of(gray);
        }
        byte[] rgb = new byte[3 * width * height];
        decoder.decode(ImageIoDecoder.reader("jpeg"), stripped, RgbPixels.imageOver(rgb, width, height));
        return new Picture(width, height, rgb);
    }
}
