package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileKindTest {
    /** The bytes are written as text; a percent sign precedes two hexadecimal digits. */
    @ParameterizedTest
    @CsvSource({
        "%ff%d8%ff%e0, JPEG", "%89PNG%0d%0a%1a%0a, PNG", "GIF89a, GIF", "GIF87a, GIF", "RIFF1234WEBPVP8L, WEBP",
        "BM12345678901234%00%00, UNKNOWN", "BMW is a make of car, TEXT", "%ff%d8 only two, UNKNOWN",
        "%00%00%00%18ftypheic%00%00%00%00mif1heic, HEIC", "%00%00%00%18ftypmif1%00%00%00%00mif1avif, AVIF",
        "%00%00%00%14ftypisom%00%00%00%00mp41, VIDEO", "%1aE%df%a3, VIDEO",
        "II*%00%08, TIFF", "MM%00*, TIFF", "8BPS%00%01, PSD", "%00%00%01%00%01%00, ICO",
        "%00%00%00%0cjP  %0d%0a, JPEG_2000", "%ff%0a%00, JPEG_XL", "%00%00%00%0cJXL %0d%0a, JPEG_XL",
        "%50K%03%04, ZIP", "%1f%8b%08, GZIP", "%25PDF-1.4, PDF",
        "<svg xmlns='http://www.w3.org/2000/svg'/>, SVG", "%ef%bb%bf<?xml version='1.0'?> <svg/>, SVG", "<?xml?><a/>, XML",
        "%0a <!DOCTYPE HTML><p>, HTML", "<HTML><p>, HTML", "plain%09text%0d%0a, TEXT", "caf%c3%a9, TEXT", "caf%e9s, UNKNOWN",
        "%00%00%02%00%00%00%00%00%00%00%00%00%08%00%08%00%18%00, TGA", "%00%00%0a%00%00%00%00%00%00%00%00%00%08%00%08%00%20%08, TGA",
        "%00%01%01%00%00%10%00%18%00%00%00%00%08%00%08%00%08%00, TGA", "%00%00%02%00%01%00%10%10%00%00%01%00%01%00%00%01%00%00, ICO",
        "P6%0a8 8%0a255%0a, PNM", "P7%0aWIDTH 8%0a, PNM", "qoif%00%00%00%08, QOI", "DDS |%00%00%00, DDS", "v/1%01%02, EXR",
        "#?RADIANCE%0a, HDR", "gimp xcf v011, XCF", "/* XPM */%0astatic char, XPM", "II%bc%01, JPEG_XR", "II+%00%08, TIFF",
        "II*%00%10%00%00%00CR%02%00, CAMERA_RAW", "%00%00%00%18ftypcrx %00%00%00%01crx isom, CAMERA_RAW",
        "%25!PS-Adobe-3.0, POSTSCRIPT", "AT&TFORM%00%00, DJVU", "%01%da%01%01, SGI", "icns%00%00, ICNS", "BPG%fb%00, BPG",
        "text%00with zero, UNKNOWN", "version https://git-lfs.github.com/spec/v1, LFS_POINTER",
    })
    void isDetectedByItsFirstBytes(String escaped, FileKind kind) {
        byte[] head = URLDecoder.decode(escaped.replace("+", "%2b"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(kind, FileKind.of(head));
    }

    @Test
    void noBytesAreEmpty() {
        assertEquals(FileKind.EMPTY, FileKind.of(new byte[0]));
    }

    @Test
    void bmpWithItsFileHeader() {
        assertEquals(FileKind.BMP, FileKind.of(TestPictures.encoded("bmp", 2, 2)));
    }

    @Test
    void bmpWithoutItsFileHeader() {
        byte[] bmp = TestPictures.encoded("bmp", 2, 2);
        assertEquals(FileKind.BMP, FileKind.of(Arrays.copyOfRange(bmp, 14, bmp.length)));
    }

    @Test
    void textTruncatedWithinACharacter() {
        byte[] text = "ééé".getBytes(StandardCharsets.UTF_8);
        assertEquals(FileKind.TEXT, FileKind.of(Arrays.copyOf(text, 5)));
    }
}
