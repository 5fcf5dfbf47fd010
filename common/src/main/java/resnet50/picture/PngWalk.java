package resnet50.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Walks a PNG's chunks and writes those that the decoder needs. */
final class PngWalk {
    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 13;
    /** Limit of the sum of all compressed texts: each costs a thousand times the time that its size suggests. */
    private static final int MAX_INFLATED = 4 << 20;

    private static final int IHDR = name("IHDR");
    private static final int PLTE = name("PLTE");
    private static final int IDAT = name("IDAT");
    private static final int IEND = name("IEND");
    private static final int EXIF = name("eXIf");
    private static final int ANIMATION = name("acTL");
    private static final int TEXT = name("tEXt");
    private static final int COMPRESSED_TEXT = name("zTXt");
    private static final int INTERNATIONAL_TEXT = name("iTXt");

    private final byte[] file;
    private final ByteBuffer in;
    private final Damage damage;
    private final OrientationTag orientation = new OrientationTag();
    private final ByteArrayOutputStream pixels;
    private final ByteArrayOutputStream out;
    private byte[] header = {};
    private boolean animated;
    private boolean cutOff;
    private boolean badChecksum;
    private int inflated;

    PngWalk(byte[] file, Damage damage) {
        this.file = file;
        this.damage = damage;
        in = Bytes.bigEndian(file);
        pixels = new ByteArrayOutputStream(file.length);
        out = new ByteArrayOutputStream(file.length + SIGNATURE_BYTES);
    }

    PngFile walk() throws BadPictureException {
        out.write(file, 0, SIGNATURE_BYTES);
        int chunk = SIGNATURE_BYTES;
        int type = 0;
        while (type != IEND && chunk + 8 <= file.length) {
            type = in.getInt(chunk + 4);
            int body = chunk + 8;
            long end = body + Bytes.unsignedInt(in, chunk);
            if (end + 4 > file.length) {
                cutOff = true;
            } else if (crc(file, chunk + 4, (int) end) != in.getInt((int) end)) {
                badChecksum(type);
            }
            chunk(type, Arrays.copyOfRange(file, body, (int) Math.min(end, file.length)));
            chunk = (int) Math.min(end + 4, file.length);
        }
        if (header.length == 0 || pixels.size() == 0) {
            throw BadPictureException.beyondRepair("is a damaged PNG: it holds no pixels");
        }
        if (type == IEND && chunk < file.length) {
            damage.note("has stray bytes after its end");
        }
        cutOff |= type != IEND;
        if (cutOff || badChecksum) {
            judge();
        }
        writeChunk(out, IDAT, pixels.toByteArray());
        writeChunk(out, IEND, new byte[0]);
        ByteBuffer sizes = Bytes.bigEndian(header);
        return new PngFile(sizes.getInt(0), sizes.getInt(4), animated, orientation.value(), out.toByteArray());
    }

    private void badChecksum(int type) throws BadPictureException {
        if (type == PLTE) {
            damage.report("is a damaged PNG: its palette's checksum is wrong"); // nothing else tells whether the colors are right
        } else if (type == IHDR || type == IDAT) {
            badChecksum = true;
        } else {
            damage.note("has a chunk with a wrong checksum");
        }
    }

    /** Whether the pixels are complete in spite of a missing end or a wrong checksum. */
    private void judge() throws BadPictureException {
        PngPixels.State state = PngPixels.state(header, pixels.toByteArray());
        boolean complete = state == PngPixels.State.CHECKED || (state == PngPixels.State.COMPLETE && !badChecksum);
        if (!complete) {
            damage.report(badChecksum ? "is a damaged PNG: a checksum is wrong" : "is a truncated PNG: it ends before its last pixel");
            return;
        }
        if (cutOff) {
            damage.note("has no end chunk");
        }
        if (badChecksum) {
            damage.note("has a chunk with a wrong checksum");
        }
    }

    private void chunk(int type, byte[] body) throws BadPictureException {
        if (header.length == 0) {
            if (type != IHDR || body.length < HEADER_BYTES) {
                throw BadPictureException.beyondRepair("is a damaged PNG: it does not begin with its header");
            }
            header = body;
            if (Bytes.bigEndian(body).getInt(0) <= 0 || Bytes.bigEndian(body).getInt(4) <= 0) {
                throw BadPictureException.beyondRepair("is a damaged PNG: its header gives no size");
            }
        }
        if (type == IHDR || type == PLTE) {
            writeChunk(out, type, body);
        } else if (type == IDAT) {
            pixels.writeBytes(body);
        } else if (type == EXIF) {
            orientation.addExif(body);
        } else if (type == ANIMATION && body.length >= 4) {
            animated = Bytes.bigEndian(body).getInt(0) > 1;
        } else if (type == TEXT || type == COMPRESSED_TEXT || type == INTERNATIONAL_TEXT) {
            text(type, body);
        }
    }

    private void text(int type, byte[] body) {
        int keyEnd = zero(body, 0);
        String key = new String(body, 0, keyEnd, ISO_8859_1);
        boolean xmp = key.equals("XML:com.adobe.xmp");
        if (!xmp && !key.equals("Raw profile type exif")) {
            return;
        }
        int from = keyEnd + 1;
        boolean compressed = type == COMPRESSED_TEXT;
        if (type == COMPRESSED_TEXT) {
            from++; // the method, of which there is one
        } else if (type == INTERNATIONAL_TEXT) {
            compressed = from < body.length && body[from] != 0;
            int language = zero(body, from + 2);
            from = zero(body, language + 1) + 1; // after the translated keyword
        }
        byte[] value = Arrays.copyOfRange(body, Math.min(from, body.length), body.length);
        if (compressed && inflated > MAX_INFLATED) {
            return;
        }
        byte[] text = compressed ? PngPixels.inflatedText(value) : value;
        inflated += compressed ? text.length : 0;
        if (xmp) {
            orientation.addXmp(text);
        } else {
            orientation.addRawProfile(text);
        }
    }

    /** The next zero byte; the end if there is none. */
    private static int zero(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at;
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
