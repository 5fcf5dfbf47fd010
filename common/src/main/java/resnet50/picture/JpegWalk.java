package resnet50.picture;

import java.util.Arrays;

/**
 * Walks a JPEG's segments and writes the stream for the decoder: without metadata, with what the JDK's libjpeg 6b needs
 * to decode it as libjpeg-turbo does.
 */
final class JpegWalk {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int PROGRESSIVE_FRAME = 0xC2;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    /** The decoder visits all blocks in each scan, even in an empty one: 20 scans of the largest picture take seconds. */
    private static final long MAX_SCANNED_PIXELS = 20 * PictureReader.MAX_PIXELS;

    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

    /** Tells the decoder the components' meaning, so that it has nothing to guess; the last byte is the transform. */
    private static final byte[] ADOBE_SEGMENT = {
        (byte) 0xFF, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    private final byte[] file;
    private final Damage damage;
    private final OrientationTag orientation = new OrientationTag();
    private final byte[] stripped;
    private int size;
    private int width;
    private int height;
    private byte[] componentIds = {};
    private int halfHeight;
    private JpegScans scans;
    private int scanCount;
    private boolean jfif;
    private int adobeTransform = -1;
    private boolean cutOff;

    JpegWalk(byte[] file, Damage damage) {
        this.file = file;
        this.damage = damage;
        stripped = new byte[file.length + ADOBE_SEGMENT.length + JpegTables.STANDARD_HUFFMAN.length + 2];
    }

    JpegFile walk() throws BadPictureException {
        copy(file, 0, 2); // the start marker
        copy(ADOBE_SEGMENT, 0, ADOBE_SEGMENT.length);
        // frames of Motion JPEG have no Huffman tables of their own; tables that follow replace these
        copy(JpegTables.STANDARD_HUFFMAN, 0, JpegTables.STANDARD_HUFFMAN.length);
        boolean scanned = walkSegments();
        if (componentIds.length == 0 || !scanned) {
            throw BadPictureException.beyondRepair("is a truncated JPEG: it ends before its picture begins");
        }
        if (!scans.haveAllMeans()) {
            damage.report("is a truncated JPEG: scans are missing");
        } else if (!scans.haveAll()) {
            damage.note("lacks some scans of its progressive JPEG; its details are blurred");
        }
        copy(new byte[] {(byte) 0xFF, (byte) END_OF_IMAGE}, 0, 2);
        JpegFile.Colors colors = colors();
        stripped[2 + ADOBE_SEGMENT.length - 1] = (byte) colors.adobeTransform();
        return new JpegFile(
                width, height, componentIds.length, colors, halfHeight, orientation.value(), cutOff,
                Arrays.copyOf(stripped, size));
    }

    /** Copies what the decoder needs; whether there is a scan among it. */
    private boolean walkSegments() throws BadPictureException {
        boolean scanned = false;
        int at = 2;
        while (true) {
            int start = nextMarker(at);
            if (start >= file.length) {
                cutOff = true;
                return scanned;
            }
            if (!isFill(at, start)) {
                damage.note("has stray bytes between its segments");
            }
            int marker = file[start + 1] & 0xff;
            if (marker == END_OF_IMAGE) {
                noteTrailer(start + 2);
                return scanned;
            }
            int length = standsAlone(marker) ? 0 : unsignedShort(start + 2);
            at = start + 2 + length;
            if (at > file.length || (!standsAlone(marker) && length < 2)) {
                cutOff = true;
                return scanned;
            }
            if (marker == START_OF_SCAN) {
                int copied = size;
                at = endOfScan(at);
                copy(file, start, at - start);
                scan(copied, length);
                scanned = true;
            } else if (!standsAlone(marker) || marker == START_OF_IMAGE) {
                segment(marker, start, length);
            }
        }
    }

    /** Markers without a length: the start of an image, restarts, TEM. */
    private static boolean standsAlone(int marker) {
        return marker == START_OF_IMAGE || marker == 1 || (marker >= 0xD0 && marker <= 0xD7);
    }

    private void segment(int marker, int start, int length) throws BadPictureException {
        int body = start + 4;
        int end = start + 2 + length;
        if (marker == APP0 && startsWith(body, "JFIF\0") && length >= 16) {
            jfif = true;
        } else if (marker == APP14 && startsWith(body, "Adobe") && length >= 14) {
            adobeTransform = file[body + 11] & 0xff;
        } else if (marker == APP1 && startsWith(body, "Exif\0")) {
            orientation.addExif(Arrays.copyOfRange(file, body, end));
        } else if (marker == APP1 && startsWith(body, XMP) && body + XMP.length() <= end) {
            orientation.addXmp(Arrays.copyOfRange(file, body + XMP.length(), end));
        }
        if (isFrame(marker)) {
            frame(marker, body, length);
        }
        if (marker != COMMENT && (marker < APP0 || marker > APP15)) {
            copy(file, start, 2 + length);
            if (isFrame(marker)) {
                for (int i = 0; i < componentIds.length; i++) {
                    stripped[size - length + 8 + 3 * i] = (byte) (i + 1);
                }
            }
        }
    }

    /** SOF0 to SOF15, of which DHT, JPG and DAC are no frames. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void frame(int marker, int body, int length) throws BadPictureException {
        if (marker > PROGRESSIVE_FRAME) {
            throw BadPictureException.unsupported(
                    marker >= 0xC9 ? "is an arithmetic-coded JPEG" : "is a lossless or hierarchical JPEG");
        }
        int count = length >= 8 ? file[body + 5] & 0xff : 0;
        if (length < 8 + 3 * count || componentIds.length > 0) {
            throw BadPictureException.beyondRepair("is a damaged JPEG: its frame header makes no sense");
        }
        if (file[body] != 8) {
            throw BadPictureException.unsupported("is a JPEG of " + (file[body] & 0xff) + " bits a channel, not 8");
        }
        if (count != 1 && count != 3 && count != 4) {
            throw BadPictureException.unsupported("is a JPEG of " + count + " channels, not 1, 3 or 4");
        }
        height = unsignedShort(body + 1);
        width = unsignedShort(body + 3);
        if (width == 0 || height == 0) {
            throw BadPictureException.beyondRepair("is a damaged JPEG: its header gives no size");
        }
        componentIds = new byte[count];
        int[] columns = new int[count];
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            componentIds[i] = file[body + 6 + 3 * i];
            columns[i] = (file[body + 7 + 3 * i] >> 4) & 15;
            rows[i] = file[body + 7 + 3 * i] & 15;
        }
        for (int i = 0; i < count; i++) {
            if (columns[i] == Arrays.stream(columns).max().orElseThrow() && 2 * rows[i] == Arrays.stream(rows).max().orElseThrow()) {
                halfHeight |= 1 << i;
            }
        }
        scans = new JpegScans(count, marker == PROGRESSIVE_FRAME);
    }

    /**
     * Checks a scan header and gives its components the numbers that the decoder's frame header has. Components of the
     * same id are told apart by their order, as in libjpeg-turbo.
     *
     * @param start where the scan is in the decoder's stream
     */
    private void scan(int start, int length) throws BadPictureException {
        int count = length >= 6 ? stripped[start + 4] & 0xff : 0;
        if (scans == null || count < 1 || count > 4 || length != 6 + 2 * count) {
            throw BadPictureException.beyondRepair("is a damaged JPEG: a scan header makes no sense");
        }
        scanCount++;
        long pixels = (long) width * height;
        if (pixels <= PictureReader.MAX_PIXELS && pixels * scanCount > MAX_SCANNED_PIXELS) { // the reader refuses larger ones
            throw BadPictureException.unsupported("is a JPEG of too many scans for its size");
        }
        int parameters = start + 5 + 2 * count;
        boolean[] taken = new boolean[componentIds.length];
        for (int i = 0; i < count; i++) {
            int at = start + 5 + 2 * i;
            int component = 0;
            while (component < componentIds.length && (taken[component] || componentIds[component] != stripped[at])) {
                component++;
            }
            if (component == componentIds.length) {
                throw BadPictureException.beyondRepair("is a damaged JPEG: a scan names a component that there is not");
            }
            taken[component] = true;
            scans.add(component, stripped[parameters] & 0xff, stripped[parameters + 1] & 0xff, stripped[parameters + 2] & 15);
            stripped[at] = (byte) (component + 1);
        }
    }

    /** Previews and videos that cameras append, and padding, are of no interest; other bytes are noted. */
    private void noteTrailer(int from) {
        int at = from;
        while (at < file.length && (file[at] == 0 || file[at] == (byte) 0xFF)) {
            at++;
        }
        boolean preview = at > from && at < file.length && file[at - 1] == (byte) 0xFF && (file[at] & 0xff) == START_OF_IMAGE;
        if (at < file.length && !preview && !startsWith(from + 4, "ftyp")) {
            damage.note("has stray bytes after its end");
        }
    }

    /** The next 0xFF that a marker's code follows; the file's length if there is none. */
    private int nextMarker(int from) {
        for (int at = from; at + 1 < file.length; at++) {
            // 0xFF before another 0xFF fills up
            if (file[at] == (byte) 0xFF && file[at + 1] != 0 && file[at + 1] != (byte) 0xFF) {
                return at;
            }
        }
        return file.length;
    }

    /** 0xFF before a marker means nothing, as often as it comes. */
    private boolean isFill(int from, int to) {
        for (int at = from; at < to; at++) {
            if (file[at] != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** The marker after a scan's data; restart markers are part of the data. */
    private int endOfScan(int from) {
        int at = nextMarker(from);
        while (at < file.length && file[at + 1] >= (byte) 0xD0 && file[at + 1] <= (byte) 0xD7) {
            at = nextMarker(at + 2);
        }
        return at;
    }

    private boolean startsWith(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= file.length || file[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int unsignedShort(int at) {
        return at + 1 < file.length ? ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff) : 0;
    }

    private void copy(byte[] from, int start, int count) {
        System.arraycopy(from, start, stripped, size, count);
        size += count;
    }

    /** The components' meaning by the rules of libjpeg, which Pillow uses. */
    private JpegFile.Colors colors() {
        if (componentIds.length == 1) {
            return JpegFile.Colors.PLAIN;
        } else if (componentIds.length == 4) {
            return adobeTransform <= 0 ? JpegFile.Colors.PLAIN : JpegFile.Colors.YCCK;
        } else if (jfif) {
            return JpegFile.Colors.YCC;
        } else if (adobeTransform >= 0) {
            return adobeTransform == 0 ? JpegFile.Colors.PLAIN : JpegFile.Colors.YCC;
        }
        return Arrays.equals(componentIds, new byte[] {'R', 'G', 'B'}) ? JpegFile.Colors.PLAIN : JpegFile.Colors.YCC;
    }
}
