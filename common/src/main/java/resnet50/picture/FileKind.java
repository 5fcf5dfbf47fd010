package resnet50.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What a file is by its first bytes; its name counts for nothing. */
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
    PSD("a Photoshop picture"),
    ICO("an icon"),
    SVG("an SVG drawing"),

    HTML("an HTML page"),
    XML("an XML document"),
    LFS_POINTER("a Git LFS pointer"),
    PDF("a PDF document"),
    ZIP("a ZIP archive"),
    GZIP("a gzip archive"),
    VIDEO("a video"),
    TEXT("text"),
    EMPTY("nothing at all"),
    UNKNOWN("no kind of file known here");

    /** As many of a file's first bytes as {@link #of} wants to see. */
    static final int HEAD_BYTES = 1024;

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<Integer> BMP_HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    /** With its article, as in {@code looks like an HTML page}. */
    String description() {
        return description;
    }

    /** Whether this is a picture, readable or not. */
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
        if (magic.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (magic.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (magic.startsWith("GIF87a") || magic.startsWith("GIF89a")) {
            return GIF;
        } else if (magic.startsWith("BM") && hasBmpHeader(head)) {
            return BMP;
        } else if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (magic.startsWith("ftyp", 4)) {
            return ofBrand(magic);
        } else if (magic.startsWith("II*\0") || magic.startsWith("MM\0*")) {
            return TIFF;
        } else if (magic.startsWith("\0\0\0\fjP  ") || magic.startsWith("\u00ffO\u00ffQ")) {
            return JPEG_2000;
        } else if (magic.startsWith("\0\0\0\fJXL ") || magic.startsWith("\u00ff\n")) {
            return JPEG_XL;
        } else if (magic.startsWith("8BPS")) {
            return PSD;
        } else if (magic.startsWith("\0\0\1\0") || magic.startsWith("\0\0\2\0")) {
            return ICO;
        } else if (magic.startsWith("%PDF")) {
            return PDF;
        } else if (magic.startsWith("PK\3\4") || magic.startsWith("PK\5\6")) {
            return ZIP;
        } else if (magic.startsWith("\u001f\u008b")) {
            return GZIP;
        } else if (magic.startsWith("\u001aE\u00df\u00a3") || (magic.startsWith("RIFF") && magic.startsWith("AVI ", 8))) {
            return VIDEO;
        }
        return isText(head) ? ofText(magic) : UNKNOWN;
    }

    /** Two letters alone would take many a text for a picture. */
    private static boolean hasBmpHeader(byte[] head) {
        return head.length >= 18 && BMP_HEADER_SIZES.contains(Bytes.littleEndian(head).getInt(14));
    }

    /** ISO base media: the major brand or, failing that, the compatible brands tell pictures from videos. */
    private static FileKind ofBrand(String magic) {
        int end = Math.min(magic.length(), Math.min(64, (magic.charAt(2) << 8) | magic.charAt(3)));
        for (int at = 8; at + 4 <= end; at += 4) {
            String brand = magic.substring(at, at + 4);
            if (brand.equals("avif") || brand.equals("avis")) {
                return AVIF;
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

    /** UTF-8, which may end in mid-character because the head may, without control characters but those of layout. */
    private static boolean isText(byte[] head) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(head.length);
        CoderResult result = utf8.decode(ByteBuffer.wrap(Arrays.copyOf(head, head.length)), chars, false);
        return !result.isError() && chars.flip().chars().noneMatch(c -> (c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f);
    }
}
