package resnet50.picture;

import java.io.IOException;

/**
 * A PNG file reduced to header, palette and pixels (W3C PNG, third edition).
 *
 * @param stripped the file for the decoder, with one IDAT chunk
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record PngFile(int width, int height, boolean animated, int orientation, byte[] stripped) implements PictureFile {
    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        return RgbPixels.of(decoder.decode(ImageIoDecoder.reader("png"), stripped, width, height));
    }

    static PngFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new PngWalk(file, damage).walk();
    }
}
