package resnet50.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A GIF file cut off after its first frame (CompuServe GIF89a).
 *
 * @param width      columns of the screen, which may be larger than the frame
 * @param height     rows of the screen
 * @param frame      where the first frame goes
 * @param background the palette's index where there is no frame: the transparent one, else 0, as Pillow has it
 * @param stripped   the file for the decoder, without extensions
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record GifFile(int width, int height, Frame frame, int background, boolean animated, byte[] stripped) implements PictureFile {
    private record Frame(int x, int y, int width, int height) {}

    @Override
    public int orientation() {
        return Exif.UPRIGHT;
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        BufferedImage image = decoder.decode(ImageIoDecoder.reader("gif"), stripped, frame.width, frame.height);
        int color = 0;
        if (image.getColorModel() instanceof IndexColorModel palette && background < palette.getMapSize()) {
            color = palette.getRGB(background);
        }
        return Canvas.place(RgbPixels.of(image), width, height, frame.x, frame.y, color);
    }

    static GifFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new Walk(file, damage).walk();
    }

    private static final class Walk {
        private static final int SCREEN_END = 13;
        private static final int EXTENSION = 0x21;
        private static final int GRAPHIC_CONTROL = 0xF9;
        private static final int IMAGE = 0x2C;
        private static final int TRAILER = 0x3B;

        private final byte[] file;
        private final ByteBuffer in;
        private final Damage damage;
        private int at;

        Walk(byte[] file, Damage damage) {
            this.file = file;
            this.damage = damage;
            in = Bytes.littleEndian(file);
        }

        GifFile walk() throws BadPictureException {
            if (file.length < SCREEN_END) {
                throw cutOff();
            }
            int screenWidth = Bytes.unsignedShort(in, 6);
            int screenHeight = Bytes.unsignedShort(in, 8);
            at = SCREEN_END + paletteBytes(in.get(10));
            int screenEnd = at;
            int background = 0;
            while (at < file.length && byteAt(at) != IMAGE) {
                int block = byteAt(at);
                if (block != EXTENSION) {
                    throw block == TRAILER
                            ? BadPictureException.beyondRepair("is a GIF without a frame")
                            : BadPictureException.beyondRepair("is a damaged GIF: an unknown block before its first frame");
                }
                if (byteAt(at + 1) == GRAPHIC_CONTROL && at + 7 <= file.length && (byteAt(at + 3) & 1) != 0) {
                    background = byteAt(at + 6);
                }
                at += 2;
                skipSubBlocks();
            }
            if (at + 10 > file.length) {
                throw cutOff();
            }
            int start = at;
            Frame frame = new Frame(
                    Bytes.unsignedShort(in, at + 1),
                    Bytes.unsignedShort(in, at + 3),
                    Bytes.unsignedShort(in, at + 5),
                    Bytes.unsignedShort(in, at + 7));
            if (frame.width == 0 || frame.height == 0) {
                throw BadPictureException.beyondRepair("is a damaged GIF: its first frame is empty");
            }
            at += 10 + paletteBytes(in.get(at + 9)) + 1;
            if (!skipSubBlocks()) {
                damage.report("is a truncated GIF: it ends in the middle of its first frame");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(file, 0, screenEnd);
            out.write(file, start, Math.min(at, file.length) - start);
            out.write(TRAILER);
            return new GifFile(
                    Math.max(screenWidth, frame.x + frame.width),
                    Math.max(screenHeight, frame.y + frame.height),
                    frame, background, anotherFrame(), out.toByteArray());
        }

        private static BadPictureException cutOff() {
            return BadPictureException.beyondRepair("is a truncated GIF: it ends before its first frame");
        }

        private boolean anotherFrame() {
            while (at < file.length && byteAt(at) == EXTENSION) {
                at += 2;
                skipSubBlocks();
            }
            return at < file.length && byteAt(at) == IMAGE;
        }

        /** Whether they end as they should. */
        private boolean skipSubBlocks() {
            while (at < file.length && byteAt(at) != 0) {
                at += 1 + byteAt(at);
            }
            return at++ < file.length;
        }

        private static int paletteBytes(byte flags) {
            return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
        }

        /** 0 after the end. */
        private int byteAt(int position) {
            return position < file.length ? file[position] & 0xff : 0;
        }
    }
}
