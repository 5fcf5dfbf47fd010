package resnet50.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Walks a WebP's chunks. */
final class WebpWalk {
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int VP8 = name("VP8 ");
    private static final int VP8L = name("VP8L");
    private static final int VP8X = name("VP8X");
    private static final int ANIMATION_FRAME = name("ANMF");
    private static final int ANIMATION_FRAME_BYTES = 16;
    private static final int EXIF = name("EXIF");
    private static final int XMP = name("XMP ");

    private final byte[] file;
    private final ByteBuffer in;
    private final Damage damage;
    private final OrientationTag orientation = new OrientationTag();
    private int canvasWidth;
    private int canvasHeight;
    private int frames;
    private int frameX;
    private int frameY;
    private int bitstream = -1;

    WebpWalk(byte[] file, Damage damage) {
        this.file = file;
        this.damage = damage;
        in = Bytes.littleEndian(file);
    }

    WebpFile walk() throws BadPictureException {
        long end = 8 + Bytes.unsignedInt(in, 4);
        walkChunks(RIFF_HEADER_BYTES, (int) Math.min(end, file.length));
        if (bitstream < 0) {
            walkChunks(RIFF_HEADER_BYTES, file.length); // the size in the header may be wrong
        } else if (end + (end & 1) < file.length) {
            damage.note("has stray bytes after its end");
        }
        if (bitstream < 0) {
            throw BadPictureException.beyondRepair("is a truncated WebP: it ends before its picture begins");
        }
        int body = bitstream + 8;
        int bodyEnd = (int) Math.min(body + Bytes.unsignedInt(in, bitstream + 4), file.length);
        if (bodyEnd - body < 10) {
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
                new WebpFile.Frame(frameX, frameY, width, height), frames > 1, orientation.value(), lossless,
                riff(bitstream, bodyEnd));
    }

    private void walkChunks(int from, int to) throws BadPictureException {
        int chunk = from;
        while (chunk + 8 <= to) {
            int type = in.getInt(chunk);
            int body = chunk + 8;
            long end = body + Bytes.unsignedInt(in, chunk + 4);
            if (end > to) {
                if (bitstream < 0) {
                    damage.report("is a truncated WebP: it ends in the middle of a chunk");
                } else {
                    damage.note("ends in the middle of a chunk after its picture");
                }
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
            orientation.addExif(Arrays.copyOfRange(file, body, body + length));
        } else if (type == XMP) {
            orientation.addXmp(Arrays.copyOfRange(file, body, body + length));
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
