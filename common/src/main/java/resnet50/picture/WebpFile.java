package resnet50.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first frame of a WebP file as a file of its own, without alpha plane and color profile (RFC 9649).
 *
 * @param width    columns of the canvas, which may be larger than the frame
 * @param height   rows of the canvas
 * @param frame    where the first frame goes
 * @param stripped the file for the decoder: one VP8 or VP8L chunk
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record WebpFile(int width, int height, Frame frame, boolean animated, int orientation, byte[] stripped) implements PictureFile {
    private record Frame(int x, int y, int width, int height) {}

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        // by name and not by ImageIO's search: one service file less that a merged jar could lose
        var reader = new WebPImageReaderSpi().createReaderInstance();
        Picture picture = RgbPixels.of(decoder.decode(reader, stripped, frame.width, frame.height));
        return Canvas.place(picture, width, height, frame.x, frame.y, 0);
    }

    static WebpFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new Walk(file, damage).walk();
    }

    private static final class Walk {
        private static final int RIFF_HEADER_BYTES = 12;
        private static final int VP8 = name("VP8 ");
        private static final int VP8L = name("VP8L");
        private static final int VP8X = name("VP8X");
        private static final int ANIMATION_FRAME = name("ANMF");
        private static final int ANIMATION_FRAME_BYTES = 16;
        private static final int EXIF = name("EXIF");

        private final byte[] file;
        private final ByteBuffer in;
        private final Damage damage;
        private int canvasWidth;
        private int canvasHeight;
        private int frames;
        private int frameX;
        private int frameY;
        private int bitstream = -1;
        private int orientation = Exif.UPRIGHT;

        Walk(byte[] file, Damage damage) {
            this.file = file;
            this.damage = damage;
            in = Bytes.littleEndian(file);
        }

        WebpFile walk() throws BadPictureException {
            walkChunks(RIFF_HEADER_BYTES, file.length);
            if (bitstream < 0) {
                throw BadPictureException.beyondRepair("is a truncated WebP: it ends before its picture begins");
            }
            int body = bitstream + 8;
            int end = (int) Math.min(body + Bytes.unsignedInt(in, bitstream + 4), file.length);
            if (end - body < 10) {
                throw BadPictureException.beyondRepair("is a truncated WebP: it ends in its picture's header");
            }
            boolean lossless = in.getInt(bitstream) == VP8L;
            int bits = in.getInt(body + 1);
            int width = lossless ? (bits & 0x3fff) + 1 : in.getShort(body + 6) & 0x3fff;
            int height = lossless ? ((bits >> 14) & 0x3fff) + 1 : in.getShort(body + 8) & 0x3fff;
            if (width == 0 || height == 0) {
                throw BadPictureException.beyondRepair("is a damaged WebP: its header gives no size");
            }
            return new WebpFile(
                    Math.max(canvasWidth, frameX + width),
                    Math.max(canvasHeight, frameY + height),
                    new Frame(frameX, frameY, width, height), frames > 1, orientation, riff(bitstream, end));
        }

        private void walkChunks(int from, int to) throws BadPictureException {
            int chunk = from;
            while (chunk + 8 <= to) {
                int type = in.getInt(chunk);
                int body = chunk + 8;
                long end = body + Bytes.unsignedInt(in, chunk + 4);
                if (end > to) {
                    damage.report("is a truncated WebP: it ends in the middle of a chunk");
                    end = to;
                }
                chunk(type, chunk, (int) end - body);
                chunk = (int) Math.min(end + (end & 1), to);
            }
        }

        private void chunk(int type, int chunk, int length) throws BadPictureException {
            int body = chunk + 8;
            if (type == VP8X && length >= 10) {
                canvasWidth = threeBytes(body + 4) + 1;
                canvasHeight = threeBytes(body + 7) + 1;
            } else if (type == ANIMATION_FRAME && length >= ANIMATION_FRAME_BYTES) {
                frames++;
                if (frames == 1) {
                    frameX = 2 * threeBytes(body);
                    frameY = 2 * threeBytes(body + 3);
                    walkChunks(body + ANIMATION_FRAME_BYTES, body + length);
                }
            } else if ((type == VP8 || type == VP8L) && bitstream < 0) {
                bitstream = chunk;
            } else if (type == EXIF) {
                orientation = Exif.orientation(Arrays.copyOfRange(file, body, body + length));
            }
        }

        /** One chunk as a file. */
        private byte[] riff(int chunk, int end) {
            int padded = end - chunk + ((end - chunk) & 1);
            byte[] out = new byte[RIFF_HEADER_BYTES + padded];
            System.arraycopy(file, 0, out, 0, RIFF_HEADER_BYTES);
            System.arraycopy(file, chunk, out, RIFF_HEADER_BYTES, end - chunk);
            ByteBuffer header = Bytes.littleEndian(out);
            header.putInt(4, out.length - 8);
            header.putInt(RIFF_HEADER_BYTES + 4, end - chunk - 8);
            return out;
        }

        private int threeBytes(int at) {
            return Bytes.unsignedShort(in, at) | (Bytes.unsignedByte(in, at + 2) << 16);
        }

        private static int name(String letters) {
            return letters.charAt(0) | (letters.charAt(1) << 8) | (letters.charAt(2) << 16) | (letters.charAt(3) << 24);
        }
    }
}
