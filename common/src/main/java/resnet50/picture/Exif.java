package resnet50.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Treatment of the orientation that a picture's metadata gives. */
public enum Exif {
    /** Turns the picture upright, as viewers do. */
    APPLY,
    /** Leaves the pixels as stored, as Pillow does by itself. */
    IGNORE;

    /** The orientation of a picture whose rows run from left to right and from top to bottom. */
    static final int UPRIGHT = 1;

    /** Metadata without an orientation. */
    static final int NO_ORIENTATION = 0;

    private static final int ORIENTATION_TAG = 0x112;
    private static final int ENTRY_BYTES = 12;

    /**
     * The orientation in the first directory of a TIFF structure (EXIF 2.32, 4.6.4). The value may have any integer
     * type: the standard demands SHORT, but programs write LONG and BYTE too. Broken EXIF data is no reason to refuse a
     * picture.
     *
     * @param tiff may begin with the six bytes {@code Exif\0\0} that JPEG puts before it, and may be empty
     * @return 1 to 8; {@link #UPRIGHT} for a value that means nothing; {@link #NO_ORIENTATION} if there is no readable value
     */
    static int orientation(byte[] tiff) {
        int start = tiff.length >= 6 && tiff[0] == 'E' && tiff[1] == 'x' && tiff[2] == 'i' && tiff[3] == 'f' ? 6 : 0;
        ByteBuffer data = ByteBuffer.wrap(tiff, start, tiff.length - start).slice();
        if (data.limit() < 8) {
            return NO_ORIENTATION;
        }
        int byteOrder = data.getShort(0);
        if (byteOrder == 0x4949) {
            data.order(ByteOrder.LITTLE_ENDIAN);
        } else if (byteOrder != 0x4D4D) {
            return NO_ORIENTATION;
        }
        long directory = Bytes.unsignedInt(data, 4);
        if (data.getShort(2) != 42 || directory + 2 > data.limit()) {
            return NO_ORIENTATION;
        }
        int entries = Bytes.unsignedShort(data, (int) directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY_BYTES * i;
            if (entry + ENTRY_BYTES > data.limit()) {
                return NO_ORIENTATION;
            }
            if (data.getShort((int) entry) == ORIENTATION_TAG) {
                return value(data, (int) entry);
            }
        }
        return NO_ORIENTATION;
    }

    /** The first value of an entry, which is in the entry itself if all values fit into four bytes. */
    private static int value(ByteBuffer data, int entry) {
        int type = Bytes.unsignedShort(data, entry + 2);
        int bytes = switch (type) {
            case 1, 6 -> 1; // BYTE, SBYTE
            case 3, 8 -> 2; // SHORT, SSHORT
            case 4, 9, 13 -> 4; // LONG, SLONG, IFD
            default -> 0;
        };
        long count = Bytes.unsignedInt(data, entry + 4);
        if (bytes == 0 || count == 0) {
            return NO_ORIENTATION;
        }
        long at = count * bytes <= 4 ? entry + 8 : Bytes.unsignedInt(data, entry + 8);
        if (at + bytes > data.limit()) {
            return NO_ORIENTATION;
        }
        int value = switch (bytes) {
            case 1 -> data.get((int) at);
            case 2 -> data.getShort((int) at);
            default -> data.getInt((int) at);
        };
        return value >= 1 && value <= 8 ? value : UPRIGHT;
    }
}
