package resnet50.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A BMP file, as it is: it carries nothing that would have to be kept from the decoder. */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record BmpFile(int width, int height, byte[] file) implements PictureFile {
    private static final int OS2_HEADER_BYTES = 12;
    private static final int COMPRESSION_NONE = 0;
    private static final int COMPRESSION_JPEG = 4;
    private static final int COMPRESSION_PNG = 5;

    @Override
    public int orientation() {
        return Exif.UPRIGHT;
    }

    @Override
    public boolean animated() {
        return false;
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        return RgbPixels.of(decoder.decode(ImageIoDecoder.reader("bmp"), file, width, height));
    }

    static BmpFile parse(byte[] file, Damage damage) throws BadPictureException {
        ByteBuffer in = Bytes.littleEndian(file);
        boolean os2 = file.length >= 26 && in.getInt(14) == OS2_HEADER_BYTES;
        if (file.length < (os2 ? 26 : 34)) {
            throw BadPictureException.beyondRepair("is a truncated BMP: it ends in its header");
        }
        int width = os2 ? Bytes.unsignedShort(in, 18) : in.getInt(18);
        // the rows of a negative height run from top to bottom
        int height = os2 ? Bytes.unsignedShort(in, 20) : Math.abs(in.getInt(22));
        int bitsPerPixel = Bytes.unsignedShort(in, os2 ? 24 : 28);
        int compression = os2 ? COMPRESSION_NONE : in.getInt(30);
        if (width <= 0 || height <= 0) {
            throw BadPictureException.beyondRepair("is a damaged BMP: its header gives no size");
        }
        if (compression == COMPRESSION_JPEG || compression == COMPRESSION_PNG) {
            // the picture inside would come past every check made here
            throw BadPictureException.unsupported("is a BMP around a JPEG or PNG");
        }
        long rowBytes = ((long) width * bitsPerPixel + 31) / 32 * 4;
        if (compression == COMPRESSION_NONE && Bytes.unsignedInt(in, 10) + rowBytes * height > file.length) {
            damage.report("is a truncated BMP: it holds fewer pixels than it says");
        }
        return new BmpFile(width, height, file);
    }
}
