package resnet50.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;

/**
 * A JPEG file without its application segments and comments, up to its end marker (ITU T.81, annex B).
 *
 * @param components 1, 3 or 4
 * @param colors     what they stand for
 * @param stripped   the file for the decoder
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record JpegFile(int width, int height, int components, Colors colors, int orientation, byte[] stripped) implements PictureFile {
    /** What the components are, with the number that Adobe's marker has for it. */
    enum Colors {
        /** Gray, RGB, or CMYK. */
        PLAIN(0),
        /** YCbCr. */
        YCC(1),
        /** YCbCr of the inverted CMY, and K. */
        YCCK(2);

        private final int adobeTransform;

        Colors(int adobeTransform) {
            this.adobeTransform = adobeTransform;
        }
    }

    @Override
    public boolean animated() {
        return false;
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws IOException {
        if (components == 4) {
            Raster raster = decoder.decodeRaster(ImageIoDecoder.reader("jpeg"), stripped);
            return CmykPixels.of(raster, colors == Colors.YCCK);
        } else if (components == 1) {
            BufferedImage gray = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            decoder.decode(ImageIoDecoder.reader("jpeg"), stripped, gray);
            return RgbPixels.of(gray);
        }
        byte[] rgb = new byte[3 * width * height];
        decoder.decode(ImageIoDecoder.reader("jpeg"), stripped, RgbPixels.imageOver(rgb, width, height));
        return new Picture(width, height, rgb);
    }

    static JpegFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new Walk(file, damage).walk();
    }

    private static final class Walk {
        private static final int START_OF_IMAGE = 0xD8;
        private static final int END_OF_IMAGE = 0xD9;
        private static final int START_OF_SCAN = 0xDA;
        private static final int APP0 = 0xE0;
        private static final int APP1 = 0xE1;
        private static final int APP14 = 0xEE;
        private static final int APP15 = 0xEF;
        private static final int COMMENT = 0xFE;

        /** Tells the decoder what the components are, so that it has nothing to guess; the last byte is the transform. */
        private static final byte[] ADOBE_SEGMENT = {
            (byte) 0xFF, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
        };

        private final byte[] file;
        private final Damage damage;
        private final byte[] stripped;
        private int size;
        private int width;
        private int height;
        private byte[] componentIds = {};
        private boolean jfif;
        private int adobeTransform = -1;
        private int orientation = Exif.UPRIGHT;

        Walk(byte[] file, Damage damage) {
            this.file = file;
            this.damage = damage;
            stripped = new byte[file.length + ADOBE_SEGMENT.length];
        }

        JpegFile walk() throws BadPictureException {
            copy(file, 0, 2); // the start marker
            copy(ADOBE_SEGMENT, 0, ADOBE_SEGMENT.length);
            boolean scanned = walkSegments();
            if (componentIds.length == 0 || !scanned) {
                throw BadPictureException.beyondRepair("is a truncated JPEG: it ends before its picture begins");
            }
            Colors colors = colors();
            stripped[2 + ADOBE_SEGMENT.length - 1] = (byte) colors.adobeTransform;
            return new JpegFile(width, height, componentIds.length, colors, orientation, Arrays.copyOf(stripped, size));
        }

        /** Copies what the decoder needs; whether there is a scan among it. */
        private boolean walkSegments() throws BadPictureException {
            boolean scanned = false;
            int at = 2;
            while (true) {
                int start = nextMarker(at);
                if (start < file.length && !isFill(at, start)) {
                    damage.report("is a damaged JPEG: stray bytes between its segments");
                }
                if (start >= file.length) {
                    damage.report("is a truncated JPEG: it has no end marker");
                    return scanned;
                }
                int marker = file[start + 1] & 0xff;
                if (marker == END_OF_IMAGE) {
                    copy(file, start, 2); // pictures and videos that some cameras append are left out
                    return scanned;
                }
                int length = marker == START_OF_IMAGE ? 0 : unsignedShort(start + 2);
                at = start + 2 + length;
                if (at > file.length || (marker != START_OF_IMAGE && length < 2)) {
                    damage.report("is a truncated JPEG: it ends in the middle of a segment");
                    return scanned;
                }
                if (marker == START_OF_SCAN) {
                    scanned = true;
                    at = endOfScan(at);
                    copy(file, start, at - start);
                } else {
                    segment(marker, start, length);
                }
            }
        }

        private void segment(int marker, int start, int length) throws BadPictureException {
            int body = start + 4;
            if (marker == APP0 && startsWith(body, "JFIF\0") && length >= 16) {
                jfif = true;
            } else if (marker == APP14 && startsWith(body, "Adobe") && length >= 14) {
                adobeTransform = file[body + 11] & 0xff;
            } else if (marker == APP1 && startsWith(body, "Exif\0") && orientation == Exif.UPRIGHT) {
                orientation = Exif.orientation(Arrays.copyOfRange(file, body, start + 2 + length));
            }
            if (isFrame(marker)) {
                frame(marker, body, length);
            }
            if (marker != COMMENT && (marker < APP0 || marker > APP15)) {
                copy(file, start, 2 + length);
            }
        }

        /** SOF0 to SOF15, of which DHT, JPG and DAC are no frames. */
        private static boolean isFrame(int marker) {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        private void frame(int marker, int body, int length) throws BadPictureException {
            if (marker > 0xC2) {
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
            componentIds = new byte[count];
            for (int i = 0; i < count; i++) {
                componentIds[i] = file[body + 6 + 3 * i];
            }
        }

        /** By the rules of libjpeg, which Pillow uses. */
        private Colors colors() {
            if (componentIds.length == 1) {
                return Colors.PLAIN;
            } else if (componentIds.length == 4) {
                return adobeTransform <= 0 ? Colors.PLAIN : Colors.YCCK;
            } else if (jfif) {
                return Colors.YCC;
            } else if (adobeTransform >= 0) {
                return adobeTransform == 0 ? Colors.PLAIN : Colors.YCC;
            }
            return Arrays.equals(componentIds, new byte[] {'R', 'G', 'B'}) ? Colors.PLAIN : Colors.YCC;
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
    }
}
