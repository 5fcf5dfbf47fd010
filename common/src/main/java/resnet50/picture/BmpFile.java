package resnet50.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A BMP file whose headers are written anew for the decoder: the JDK's reader believes the file size in the header, and
 * knows neither OS/2's second version nor palettes of other sizes.
 *
 * @param signedHeight negative if the rows run from top to bottom
 * @param masks        where the masks of red, green and blue are; 0 if there are none
 * @param pixels       where the pixels begin
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record BmpFile(
        int width, int signedHeight, int bits, int compression, int masks, Palette palette, byte[] file, int pixels)
        implements PictureFile {
    private static final int FILE_HEADER_BYTES = 14;
    private static final int OS2_HEADER_BYTES = 12;
    private static final int WINDOWS_HEADER_BYTES = 40;
    private static final int MASK_BYTES = 12;
    private static final int COMPRESSION_NONE = 0;
    private static final int COMPRESSION_RLE8 = 1;
    private static final int COMPRESSION_RLE4 = 2;
    private static final int COMPRESSION_MASKS = 3;
    private static final int COMPRESSION_JPEG = 4;
    private static final int COMPRESSION_PNG = 5;
    private static final int COMPRESSION_FOUR_MASKS = 6;

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
        return RgbPixels.of(decoder.decode(ImageIoDecoder.reader("bmp"), written(), width, height()));
    }

    @Override
    public int height() {
        return Math.abs(signedHeight);
    }

    /** A file header, a BITMAPINFOHEADER, masks or a full palette, and the pixels; missing ones are 0. */
    private byte[] written() {
        int present = file.length - pixels;
        int count = isRunLengthEncoded(compression) ? present : Math.toIntExact(rowBytes(width, bits) * height());
        int colors = bits > 8 ? 0 : 1 << bits;
        int start = FILE_HEADER_BYTES + WINDOWS_HEADER_BYTES + (masks > 0 ? MASK_BYTES : 0) + 4 * colors;
        byte[] bytes = new byte[Math.addExact(start, count)];
        ByteBuffer out = Bytes.littleEndian(bytes);
        out.put((byte) 'B').put((byte) 'M').putInt(out.limit()).putInt(0).putInt(start);
        out.putInt(WINDOWS_HEADER_BYTES).putInt(width).putInt(signedHeight).putShort((short) 1).putShort((short) bits);
        out.putInt(masks > 0 ? COMPRESSION_MASKS : compression).putInt(count);
        out.putInt(0).putInt(0).putInt(colors).putInt(0);
        if (masks > 0) {
            out.put(file, masks, MASK_BYTES);
        }
        for (int i = 0; i < colors; i++) {
            out.putInt(palette.color(i)); // blue first
        }
        out.put(file, pixels, Math.min(count, present));
        return bytes;
    }

    private static boolean isRunLengthEncoded(int compression) {
        return compression == COMPRESSION_RLE8 || compression == COMPRESSION_RLE4;
    }

    /** A row is padded to a multiple of four bytes. */
    private static long rowBytes(int width, int bits) {
        return ((long) width * bits + 31) / 32 * 4;
    }

    static BmpFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new Walk(file).walk(damage);
    }

    private static final class Walk {
        private final byte[] file;
        private final ByteBuffer in;
        private final int header; // where the bitmap header begins
        private final int headerBytes;
        private final boolean os2; // OS/2's first version

        Walk(byte[] file) throws BadPictureException {
            this.file = file;
            in = Bytes.littleEndian(file);
            header = file[0] == 'B' ? FILE_HEADER_BYTES : 0; // a DIB lacks the file header
            if (file.length < header + OS2_HEADER_BYTES || file.length < header + in.getInt(header)) {
                throw BadPictureException.beyondRepair("is a truncated BMP: it ends in its header");
            }
            headerBytes = in.getInt(header);
            os2 = headerBytes == OS2_HEADER_BYTES;
        }

        BmpFile walk(Damage damage) throws BadPictureException {
            int width = os2 ? Bytes.unsignedShort(in, header + 4) : in.getInt(header + 4);
            // the rows of a negative height run from top to bottom
            int signedHeight = os2 ? Bytes.unsignedShort(in, header + 6) : in.getInt(header + 8);
            int bits = Bytes.unsignedShort(in, header + (os2 ? 10 : 14));
            int compression = compression(bits);
            if (width <= 0 || signedHeight == 0 || signedHeight == Integer.MIN_VALUE) {
                throw BadPictureException.beyondRepair("is a damaged BMP: its header gives no size");
            }
            int afterHeader = header + headerBytes;
            int masks = masks(afterHeader, compression);
            int maskBytes = compression == COMPRESSION_FOUR_MASKS ? MASK_BYTES + 4 : MASK_BYTES;
            int palette = afterHeader + (masks == afterHeader ? maskBytes : 0);
            long colors = colors(bits);
            int entryBytes = os2 ? 3 : 4;
            long natural = palette + colors * entryBytes;
            long pixels = header == 0 ? natural : Bytes.unsignedInt(in, 10);
            if ((pixels == afterHeader && bits <= 8) || pixels < afterHeader) {
                pixels = natural; // a header that forgets the palette
            }
            int available = (int) Math.clamp((pixels - palette) / entryBytes, 0, colors);
            Palette table = Palette.read(file, palette, available, entryBytes, 2);
            if (!isRunLengthEncoded(compression)) {
                checkLength(width, Math.abs(signedHeight), bits, pixels, damage);
            }
            int start = (int) Math.min(pixels, file.length);
            return new BmpFile(width, signedHeight, bits, compression, masks, table, file, start);
        }

        private int compression(int bits) throws BadPictureException {
            int compression = headerBytes < 20 ? COMPRESSION_NONE : in.getInt(header + 16);
            boolean windows = headerBytes == 40 || headerBytes == 52 || headerBytes == 56 || headerBytes >= 108;
            if (windows && (compression == COMPRESSION_JPEG || compression == COMPRESSION_PNG)) {
                // the picture inside would escape every check made here
                throw BadPictureException.unsupported("is a BMP around a JPEG or PNG");
            }
            boolean known = switch (compression) {
                case COMPRESSION_NONE -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                case COMPRESSION_RLE8 -> bits == 8;
                case COMPRESSION_RLE4 -> bits == 4;
                case COMPRESSION_MASKS, COMPRESSION_FOUR_MASKS -> windows && (bits == 16 || bits == 32);
                default -> false;
            };
            if (!known) {
                throw BadPictureException.unsupported(
                        "is a BMP of " + bits + " bits a pixel and compression " + Integer.toUnsignedString(compression));
            }
            return compression;
        }

        /** Where the masks of red, green and blue are: after a short header, inside a long one. */
        private int masks(int afterHeader, int compression) throws BadPictureException {
            if (compression != COMPRESSION_MASKS && compression != COMPRESSION_FOUR_MASKS) {
                return 0;
            }
            int at = headerBytes >= 52 ? header + WINDOWS_HEADER_BYTES : afterHeader;
            if (at + MASK_BYTES > file.length) {
                throw BadPictureException.beyondRepair("is a truncated BMP: it ends in its header");
            }
            return at;
        }

        private long colors(int bits) {
            long colors = headerBytes < 36 ? 0 : Bytes.unsignedInt(in, header + 32);
            return bits > 8 ? 0 : colors == 0 ? 1 << bits : Math.min(colors, 1L << 16);
        }

        private void checkLength(int width, int height, int bits, long from, Damage damage) throws BadPictureException {
            long present = Math.max(0, file.length - from);
            long wanted = rowBytes(width, bits) * height;
            long padding = rowBytes(width, bits) - ((long) width * bits + 7) / 8;
            if (present < wanted - padding) {
                damage.report("is a truncated BMP: it holds fewer pixels than it says");
            } else if (present < wanted) {
                damage.note("lacks the padding of its last row");
            }
        }
    }
}
