package resnet50.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;

/**
 * The first frame of a WebP file as a file of its own, without alpha plane and color profile (RFC 9649).
 *
 * @param width    columns of the canvas, which may be larger than the frame
 * @param height   rows of the canvas
 * @param frame    place of the first frame
 * @param lossless whether the chunk is VP8L, not VP8
 * @param stripped a file of one VP8 or VP8L chunk
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record WebpFile(int width, int height, Frame frame, boolean animated, int orientation, boolean lossless, byte[] stripped)
        implements PictureFile {
    private static final int RIFF_AND_CHUNK_HEADER_BYTES = 20;

    record Frame(int x, int y, int width, int height) {}

    static WebpFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new WebpWalk(file, damage).walk();
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        return Canvas.place(lossless ? decodeLossless(decoder) : decodeLossy(decoder.damage()), width, height, frame.x, frame.y, 0);
    }

    private Picture decodeLossy(Damage damage) throws BadPictureException {
        return Vp8Frame.decode(stripped, RIFF_AND_CHUNK_HEADER_BYTES, stripped.length, damage);
    }

    private Picture decodeLossless(ImageIoDecoder decoder) throws IOException {
        // by name and not by ImageIO's search: one service file less that a merged jar could lose
        var reader = new WebPImageReaderSpi().createReaderInstance();
        int end = RIFF_AND_CHUNK_HEADER_BYTES + Bytes.littleEndian(stripped).getInt(RIFF_AND_CHUNK_HEADER_BYTES - Integer.BYTES);
        return RgbPixels.of(decoder.decode(reader, new PaddedInput(stripped, end), frame.width, frame.height));
    }
}
