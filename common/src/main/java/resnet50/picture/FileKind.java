package resnet50.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kind of a file by its first bytes; its name counts for nothing. */
enum FileKind {
    JPEG("a JPEG picture"),
    PNG("a PNG picture"),
    GIF("a GIF picture"),
    BMP("a BMP picture"),
    WEBP("a WebP picture"),

    HEIC("a HEIC picture"),
    AVIF("an AVIF picture"),
    TIFF("a TIFF picture"),
    JPEG_2000("a JPEG 2000 picture"),
    JPEG_XL("a JPEG XL picture"),
    JPEG_XR("a JPEG XR picture"),
    TGA("a TGA picture"),
    PNM("a PNM picture"),
    PCX("a PCX picture"),
    QOI("a QOI picture"),
    DDS("a DDS texture"),
    EXR("an OpenEXR picture"),
    HDR("a Radiance HDR picture"),
    MNG("an MNG animation"),
    SGI("an SGI picture"),
    SUN_RASTER("a Sun raster picture"),
    BPG("a BPG picture"),
    FLIF("a FLIF picture"),
    DJVU("a DjVu document"),
    FITS("a FITS picture"),
    XCF("a GIMP picture"),
    XPM("an XPM picture"),
    CAMERA_RAW("a camera's raw picture"),
    PSD("a Photoshop picture"),
    ICO("an icon"),
    ICNS("a macOS icon"),
    EMF("an EMF drawing"),
    WMF("a WMF drawing"),
    SVG("an SVG drawing"),

    HTML("an HTML page"),
    XML("an XML document"),
    LFS_POINTER("a Git LFS pointer"),
    PDF("a PDF document"),
    POSTSCRIPT("a PostScript document"),
    ZIP("a ZIP archive"),
    GZIP("a gzip archive"),
    VIDEO("a video"),
    TEXT("text"),
    EMPTY("nothing at all"),
    UNKNOWN("no kind of file known here");

    /** Number of a file's first bytes that {@link #of} needs. */
    static final int HEAD_BYTES = 1024;

    /** Bytes, as ISO 8859-1, that a kind has at an offset. */
    private record Magic(FileKind kind, int at, String bytes) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic(JPEG, 0, "\u00ff\u00d8\u00ff"),
            new Magic(PNG, 0, "\u0089PNG\r\n\u001a\n"),
            new Magic(GIF, 0, "GIF87a"),
            new Magic(GIF, 0, "GIF89a"),
            new Magic(CAMERA_RAW, 8, "CR\2"),
            new Magic(CAMERA_RAW, 0, "FUJIFILMCCD-RAW"),
            new Magic(CAMERA_RAW, 0, "IIRO"),
            new Magic(CAMERA_RAW, 0, "IIU\0"),
            new Magic(TIFF, 0, "II*\0"),
            new Magic(TIFF, 0, "MM\0*"),
            new Magic(TIFF, 0, "II+\0"),
            new Magic(TIFF, 0, "MM\0+"),
            new Magic(JPEG_2000, 0, "\0\0\0\fjP  "),
            new Magic(JPEG_2000, 0, "\u00ffO\u00ffQ"),
            new Magic(JPEG_XL, 0, "\0\0\0\fJXL "),
            new Magic(JPEG_XL, 0, "\u00ff\n"),
            new Magic(JPEG_XR, 0, "II\u00bc"),
            new Magic(QOI, 0, "qoif"),
            new Magic(DDS, 0, "DDS |"),
            new Magic(EXR, 0, "v/1\1"),
            new Magic(HDR, 0, "#?RADIANCE"),
            new Magic(HDR, 0, "#?RGBE"),
            new Magic(MNG, 0, "\u008aMNG\r\n"),
            new Magic(SGI, 0, "\1\u00da\0"),
            new Magic(SGI, 0, "\1\u00da\1"),
            new Magic(SUN_RASTER, 0, "Y\u00a6j\u0095"),
            new Magic(BPG, 0, "BPG\u00fb"),
            new Magic(FLIF, 0, "FLIF"),
            new Magic(DJVU, 0, "AT&TFORM"),
            new Magic(FITS, 0, "SIMPLE  = "),
            new Magic(XCF, 0, "gimp xcf "),
            new Magic(XPM, 0, "/* XPM */"),
            new Magic(PSD, 0, "8BPS"),
            new Magic(ICNS, 0, "icns"),
            new Magic(ICO, 0, "\0\0\1\0"),
            new Magic(ICO, 0, "\0\0\2\0"),
            new Magic(EMF, 40, " EMF"),
            new Magic(WMF, 0, "\u00d7\u00cd\u00c6\u009a"),
            new Magic(PDF, 0, "%PDF"),
            new Magic(POSTSCRIPT, 0, "%!PS"),
            new Magic(POSTSCRIPT, 0, "\u00c5\u00d0\u00d3\u00c6"),
            new Magic(ZIP, 0, "PK\3\4"),
            new Magic(ZIP, 0, "PK\5\6"),
            new Magic(GZIP, 0, "\u001f\u008b"),
            new Magic(VIDEO, 0, "\u001aE\u00df\u00a3"));

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<Integer> BMP_HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);
    private static final Set<Integer> TGA_TYPES = Set.of(1, 2, 3, 9, 10, 11);
    private static final Set<Integer> PIXEL_BITS = Set.of(1, 4, 8, 15, 16, 24, 32);

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    /** With its article, as in {@code looks like an HTML page}. */
    String description() {
        return description;
    }

    /** Whether this is a picture or drawing, readable or not. */
    boolean isPicture() {
        return compareTo(SVG) <= 0;
    }

    /** Whether {@link PictureReader} reads it. */
    boolean isReadable() {
        return compareTo(WEBP) <= 0;
    }

    /** @param head the first {@link #HEAD_BYTES} of a file, or all of a shorter one */
    static FileKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        String magic = new String(head, ISO_8859_1);
        if (isTga(head)) { // first: some begin as cursors do
            return TGA;
        }
        for (Magic candidate : MAGICS) {
            if (magic.startsWith(candidate.bytes, candidate.at)) {
                return candidate.kind;
            }
        }
        if (isBmp(magic, head)) {
            return BMP;
        } else if (magic.startsWith("RIFF")) {
            return magic.startsWith("WEBP", 8) ? WEBP : magic.startsWith("AVI ", 8) ? VIDEO : UNKNOWN;
        } else if (magic.startsWith("ftyp", 4)) {
            return ofBrand(magic);
        } else if (head.length > 2 && head[0] == 'P' && head[1] >= '1' && head[1] <= '7' && Character.isWhitespace(head[2])) {
            return PNM;
        } else if (head.length >= 128 && head[0] == 10 && head[1] <= 5 && head[2] == 1 && PIXEL_BITS.contains((int) head[3])) {
            return PCX;
        }
        return isText(head) ? ofText(magic) : UNKNOWN;
    }

    /** With a file header, or a bitmap header alone. A text may begin with the same two letters. */
    private static boolean isBmp(String magic, byte[] head) {
        int header = magic.startsWith("BM") ? 14 : 0;
        if (head.length < header + 4 || !BMP_HEADER_SIZES.contains(Bytes.littleEndian(head).getInt(header))) {
            return false;
        }
        return header > 0
                || (head.length >= 40
                        && Bytes.littleEndian(head).getInt(0) >= 40
                        && Bytes.littleEndian(head).getShort(12) == 1
                        && PIXEL_BITS.contains(Bytes.unsignedShort(Bytes.littleEndian(head), 14)));
    }

    /** TGA has no magic number: its header must be sensible in each field. */
    private static boolean isTga(byte[] head) {
        if (head.length < 18) {
            return false;
        }
        ByteBuffer in = Bytes.littleEndian(head);
        boolean indexed = (head[2] & 7) == 1;
        boolean colors = indexed
                ? head[1] == 1 && Bytes.unsignedShort(in, 5) > 0 && PIXEL_BITS.contains((int) head[7])
                : head[1] == 0 && in.getInt(3) == 0 && head[7] == 0;
        return colors && TGA_TYPES.contains((int) head[2])
                && in.getShort(12) != 0 && in.getShort(14) != 0 && head[16] >= 8 && PIXEL_BITS.contains((int) head[16]);
    }

    /** ISO base media files: the major brand, else the compatible brands, tell pictures from videos. */
    private static FileKind ofBrand(String magic) {
        int end = Math.min(magic.length(), Math.min(64, (magic.charAt(2) << 8) | magic.charAt(3)));
        for (int at = 8; at + 4 <= end; at += 4) {
            String brand = magic.substring(at, at + 4);
            if (brand.equals("avif") || brand.equals("avis")) {
                return AVIF;
            } else if (brand.equals("crx ")) {
                return CAMERA_RAW;
            }
        }
        for (int at = 8; at + 4 <= end; at += 4) {
            if (HEIC_BRANDS.contains(magic.substring(at, at + 4))) {
                return HEIC;
            }
        }
        return VIDEO;
    }

    private static FileKind ofText(String head) {
        String start = head.substring(head.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0).strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        } else if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.contains("<svg"))) {
            return SVG;
        } else if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<html")) {
            return HTML;
        }
        return start.startsWith("<?xml") ? XML : TEXT;
    }

    /**
     * Whether the head is UTF-8, perhaps cut in mid-character, without control characters other than those of layout.
     */
    private static boolean isText(byte[] head) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(head.length);
        CoderResult result = utf8.decode(ByteBuffer.wrap(Arrays.copyOf(head, head.length)), chars, false);
        return !result.isError() && chars.flip().chars().noneMatch(c -> (c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f);
    }
}
