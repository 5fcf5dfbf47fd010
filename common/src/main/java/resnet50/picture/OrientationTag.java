package resnet50.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The orientation that a file's metadata gives: EXIF takes precedence over XMP, the first of several wins, as in
 * Pillow.
 */
final class OrientationTag {
    /** As an attribute or an element. */
    private static final Pattern XMP = Pattern.compile("tiff:Orientation(?:\\s*=\\s*[\"']|>)\\s*([0-9])");

    private int exif = Exif.NO_ORIENTATION;
    private int xmp = Exif.NO_ORIENTATION;

    /** @param tiff as for {@link Exif#orientation} */
    void addExif(byte[] tiff) {
        if (exif == Exif.NO_ORIENTATION) {
            exif = Exif.orientation(tiff);
        }
    }

    /** @param packet the XML text; other encodings than ASCII's supersets are not understood */
    void addXmp(byte[] packet) {
        Matcher matcher = XMP.matcher(new String(packet, ISO_8859_1));
        if (xmp == Exif.NO_ORIENTATION && matcher.find()) {
            xmp = matcher.group(1).charAt(0) - '0';
        }
    }

    /**
     * @param profile ImageMagick's text form of EXIF data: an empty line, a name, a length, and lines of hexadecimal digits
     */
    void addRawProfile(byte[] profile) {
        String[] lines = new String(profile, ISO_8859_1).split("\n", 4);
        if (lines.length == 4) {
            String digits = lines[3].replaceAll("\\s", "");
            try {
                addExif(HexFormat.of().parseHex(digits));
            } catch (IllegalArgumentException _) {
                // not hexadecimal: broken metadata is no reason to refuse a picture
            }
        }
    }

    /** 1 to 8; upright if there is no valid one. */
    int value() {
        int value = exif != Exif.NO_ORIENTATION ? exif : xmp;
        return value >= 1 && value <= 8 ? value : Exif.UPRIGHT;
    }
}
