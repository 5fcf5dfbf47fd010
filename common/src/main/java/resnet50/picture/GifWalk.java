package resnet50.picture;

import java.nio.ByteBuffer;

/** Walks a GIF's blocks up to its second frame. */
final class GifWalk {
    private static final int SCREEN_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private final byte[] file;
    private final ByteBuffer in;
    private final Damage damage;
    private int at;

    GifWalk(byte[] file, Damage damage) {
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
        at = SCREEN_END + 3 * colors(in.get(10));
        int background = skipToFrame();
        if (at + 10 > file.length) {
            throw cutOff();
        }
        byte flags = in.get(at + 9);
        GifFile.Frame frame = new GifFile.Frame(
                Bytes.unsignedShort(in, at + 1),
                Bytes.unsignedShort(in, at + 3),
                Bytes.unsignedShort(in, at + 5),
                Bytes.unsignedShort(in, at + 7),
                (flags & 0x40) != 0);
        if (frame.width() == 0 || frame.height() == 0) {
            throw BadPictureException.beyondRepair("is a damaged GIF: its first frame is empty");
        }
        at += 10;
        Palette palette = palette(flags);
        at += 3 * colors(flags);
        int data = at;
        at++;
        boolean cutOff = !skipSubBlocks();
        return new GifFile(
                Math.max(screenWidth, frame.x() + frame.width()),
                Math.max(screenHeight, frame.y() + frame.height()),
                frame, palette, background, anotherFrame(), cutOff, file, data);
    }

    /** Skips to the first frame; the index of the color around it. */
    private int skipToFrame() throws BadPictureException {
        int background = 0;
        while (at < file.length && byteAt(at) != IMAGE) {
            if (byteAt(at) == TRAILER) {
                throw BadPictureException.beyondRepair("is a GIF without a frame");
            } else if (byteAt(at) == EXTENSION) {
                if (byteAt(at + 1) == GRAPHIC_CONTROL && at + 7 <= file.length && (byteAt(at + 3) & 1) != 0) {
                    background = byteAt(at + 6);
                }
                at += 2;
                skipSubBlocks();
            } else {
                if (byteAt(at) != 0) { // a zero is one terminator too many
                    damage.note("has stray bytes between its blocks");
                }
                at++;
            }
        }
        return background;
    }

    /** The frame's own palette, else the screen's, else gray. */
    private Palette palette(byte frameFlags) {
        if (colors(frameFlags) > 0) {
            return Palette.read(file, at, colors(frameFlags), 3, 0);
        } else if (colors(in.get(10)) > 0) {
            return Palette.read(file, SCREEN_END, colors(in.get(10)), 3, 0);
        }
        damage.note("has no palette; its indexes are taken for gray");
        return Palette.gray();
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

    /** Whether they end with an empty one. */
    private boolean skipSubBlocks() {
        while (at < file.length && byteAt(at) != 0) {
            at += 1 + byteAt(at);
        }
        return at++ < file.length;
    }

    /** Size of the palette that follows. */
    private static int colors(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 1 << ((flags & 7) + 1);
    }

    /** 0 after the end. */
    private int byteAt(int position) {
        return position < file.length ? file[position] & 0xff : 0;
    }
}
