package resnet50.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A PNG file reduced to header, palette and pixels (W3C PNG, third edition).
 *
 * @param stripped the file for the decoder, with one IDAT chunk
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record PngFile(int width, int height, boolean animated, int orientation, byte[] stripped) implements PictureFile {
    private static final int SIGNATURE_BYTES = 8;
    private static final int IHDR = name("IHDR");
    private static final int PLTE = name("PLTE");
    private static final int IDAT = name("IDAT");
    private static final int IEND = name("IEND");
    private static final int EXIF = name("eXIf");
    private static final int ANIMATION = name("acTL");

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        return RgbPixels.of(decoder.decode(ImageIoDecoder.reader("png"), stripped, width, height));
    }

    static PngFile parse(byte[] file, Damage damage) throws BadPictureException {
        ByteBuffer in = Bytes.bigEndian(file);
        int width = 0;
        int height = 0;
        boolean animated = false;
        int orientation = Exif.UPRIGHT;
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(file.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + SIGNATURE_BYTES);
        out.write(file, 0, SIGNATURE_BYTES);

        int chunk = SIGNATURE_BYTES;
        int type = 0;
        while (type != IEND) {
            int body = chunk + 8;
            if (body > file.length) {
                damage.report("is a truncated PNG: it has no end chunk");
                break;
            }
            type = in.getInt(chunk + 4);
            long end = body + Bytes.unsignedInt(in, chunk);
            if (end + 4 > file.length) {
                damage.report("is a truncated PNG: it ends in the middle of a chunk");
            } else if (isCritical(type) && crc(file, chunk + 4, (int) end) != in.getInt((int) end)) {
                damage.report("is a damaged PNG: a checksum is wrong");
            }
            int length = (int) Math.min(end, file.length) - body;
            if (width == 0) {
                if (type != IHDR || length < 13) {
                    throw BadPictureException.beyondRepair("is a damaged PNG: it does not begin with its header");
                }
                width = in.getInt(body);
                height = in.getInt(body + 4);
                if (width <= 0 || height <= 0) {
                    throw BadPictureException.beyondRepair("is a damaged PNG: its header gives no size");
                }
            }
            if (type == IHDR || type == PLTE) {
                writeChunk(out, type, Arrays.copyOfRange(file, body, body + length));
            } else if (type == IDAT) {
                pixels.write(file, body, length);
            } else if (type == EXIF) {
                orientation = Exif.orientation(Arrays.copyOfRange(file, body, body + length));
            } else if (type == ANIMATION && length >= 4) {
                animated = in.getInt(body) > 1;
            }
            chunk = (int) Math.min(end + 4, file.length);
        }
        if (pixels.size() == 0) {
            throw BadPictureException.beyondRepair("is a damaged PNG: it holds no pixels");
        }
        writeChunk(out, IDAT, pixels.toByteArray());
        writeChunk(out, IEND, new byte[0]);
        return new PngFile(width, height, animated, orientation, out.toByteArray());
    }

    /** An upper-case first letter. */
    private static boolean isCritical(int type) {
        return (type & 0x2000_0000) == 0;
    }

    private static int name(String letters) {
        return (letters.charAt(0) << 24) | (letters.charAt(1) << 16) | (letters.charAt(2) << 8) | letters.charAt(3);
    }

    /** Over a chunk's name and body. */
    private static int crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private static void writeChunk(ByteArrayOutputStream out, int type, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(body.length + 12);
        chunk.putInt(body.length).putInt(type).put(body);
        chunk.putInt(crc(chunk.array(), 4, 8 + body.length));
        out.writeBytes(chunk.array());
    }
}
