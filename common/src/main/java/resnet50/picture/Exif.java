package resnet50.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What to do about the orientation that a camera wrote into its picture's EXIF data. */
public enum Exif {
    /** Turn the picture upright, as viewers do. */
    APPLY,
    /** Leave the pixels as they are stored, as Pillow does. */
    IGNORE;

    /** The orientation of a picture whose rows run from left to right and from top to bottom. */
    static final int UPRIGHT = 1;

    private static final int ORIENTATION_TAG = 0x112;
    private static final int SHORT_TYPE = 3;
    private static final int ENTRY_BYTES = 12;

    /**
     * The orientation, 1 to 8, that the first directory of a TIFF structure gives (EXIF 2.32, 4.6.4); upright where it
     * gives none or cannot be understood: broken EXIF data is no reason to refuse a picture.
     *
     * @param tiff may begin with the six bytes {@code Exif\0\0} that JPEG puts before it, and may be empty
     */
    static int orientation(byte[] tiff) {
        int start = tiff.length >= 6 && tiff[0] == 'E' && tiff[1] == 'x' && tiff[2] == 'i' && tiff[3] == 'f' ? 6 : 0;
        ByteBuffer data = ByteBuffer.wrap(tiff, start, tiff.length - start).slice();
        if (data.limit() < 8) {
            return UPRIGHT;
        }
        int byteOrder = data.getShort(0);
        if (byteOrder == 0x4949) {
            data.order(ByteOrder.LITTLE_ENDIAN);
        } else if (byteOrder != 0x4D4D) {
            return UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(data.getInt(4));
        if (data.getShort(2) != 42 || directory + 2 > data.limit()) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(data.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY_BYTES * i;
            if (entry + ENTRY_BYTES > data.limit()) {
                return UPRIGHT;
            }
            int at = (int) entry;
            if (data.getShort(at) == ORIENTATION_TAG && data.getShort(at + 2) == SHORT_TYPE) {
                int value = data.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
