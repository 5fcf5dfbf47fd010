package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.UserException;

/** Compares the reader's result for one file of each kind with the table in {@code docs/PICTURES.md}. */
final class PictureTableTest {
    /** Environment variable; if set, the test writes the table. */
    private static final String UPDATE = "RESNET50_UPDATE_DOCS";

    private static final String START = "<!-- kinds -->\n";
    private static final String END = "<!-- /kinds -->\n";

    private final StringBuilder table = new StringBuilder("| picture | result | with `--lenient` |\n|---|---|---|\n");

    @Test
    void documentedResultsAreActualResults() throws IOException {
        jpegRows();
        pngRows();
        gifRows();
        bmpRows();
        webpRows();
        otherRows();
        Path docs = TestPictures.root().resolve("docs/PICTURES.md");
        String text = Files.readString(docs);
        int from = text.indexOf(START) + START.length();
        int to = text.indexOf(END);
        if (System.getenv(UPDATE) != null) {
            Files.writeString(docs, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertEquals(table.toString(), text.substring(from, to), "set " + UPDATE + "=1 to update the table");
    }

    private void jpegRows() throws IOException {
        byte[] plain = TestPictures.encoded("jpg", 32, 24);
        byte[] gray = TestPictures.encoded("jpg", new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY));
        byte[] cat = TestPictures.project("cat.jpg");
        row("JPEG, color, baseline", plain);
        row("JPEG, gray", gray);
        row("JPEG, CMYK", TestPictures.resource("cmyk.jpg"));
        row("JPEG, YCCK", TestPictures.resource("ycck.jpg"));
        row("JPEG, chroma 4:4:0", kind("chroma-440.jpg"));
        row("JPEG, chroma 4:4:0, progressive", kind("chroma-440-progressive.jpg"));
        row("JPEG, components of three different samplings", kind("chroma-mixed.jpg"));
        row("JPEG without Huffman tables (a Motion JPEG frame)", kind("no-huffman-tables.jpg"));
        row("JPEG whose components have the same id", kind("same-component-ids.jpg"));
        row("JPEG, EXIF orientation as LONG", kind("orientation-type-4.jpg"));
        row("JPEG with an ICC profile: not applied", TestPictures.withSegment(plain, 0xE2, new byte[40]));
        row("JPEG, stray bytes between segments", kind("stray-bytes.jpg"));
        row("JPEG, other bytes after its end", kind("bytes-after-end.jpg"));
        row("JPEG, only the end marker is missing", Arrays.copyOf(plain, plain.length - 2));
        row("JPEG, half of it", Arrays.copyOf(cat, cat.length / 2));
        row("JPEG, its header only", Arrays.copyOf(cat, cat.length / 100));
        row("JPEG, arithmetic coding", marker(plain, 0xC9));
        row("JPEG, lossless", marker(plain, 0xC3));
    }

    private void pngRows() throws IOException {
        byte[] cat = TestPictures.project("cat.png");
        byte[] flipped = cat.clone();
        flipped[cat.length / 2] ^= 1;
        row("PNG, 8 bits", cat);
        row("PNG, 16 bits: the high byte", TestPictures.png(2, 1, 16, 0, List.of(new byte[4])));
        row("PNG, palette and transparency", TestPictures.resource("palette-transparent.png"));
        row("PNG, alpha: dropped", TestPictures.png(1, 1, 8, 6, List.of(new byte[4])));
        row("PNG, orientation in eXIf", kind("orientation-exif.png"));
        row("PNG, orientation in \"Raw profile type exif\"", kind("orientation-raw-profile.png"));
        row("PNG, orientation in XMP", kind("orientation-xmp.png"));
        row("PNG without IEND", kind("no-end.png"));
        row("PNG, other bytes after IEND", kind("bytes-after-end.png"));
        row("PNG, wrong checksum, pixels intact", kind("checksum-pixels.png"));
        row("PNG, one bit of the pixels flipped", flipped);
        row("PNG, half of it", Arrays.copyOf(cat, cat.length / 2));
        row("PNG that claims 40000x20000 pixels", TestPictures.png(40000, 20000, 8, 2, List.of(new byte[9])));
    }

    private void gifRows() {
        byte[] whole = kind("code-size-4.gif");
        row("GIF, one frame", whole);
        row("GIF, interlaced", kind("interlaced.gif"));
        row("GIF, animated", TestPictures.resource("animated.gif"));
        row("GIF without a palette", kind("no-palette.gif"));
        row("GIF, minimum code size 11", kind("code-size-11.gif"));
        row("GIF without a trailer", kind("no-trailer.gif"));
        row("GIF, half of it", Arrays.copyOf(whole, whole.length / 2));
    }

    private void bmpRows() {
        byte[] whole = TestPictures.encoded("bmp", 32, 24);
        row("BMP, 24 bits", whole);
        row("BMP, file size 0 in its header", kind("file-size-0.bmp"));
        row("BMP, OS/2 version 1", kind("os2-version-1.bmp"));
        row("BMP, OS/2 version 2", kind("os2-version-2.bmp"));
        row("BMP, palette of 5 colors", kind("palette-of-5.bmp"));
        row("BMP without the padding of its last row", kind("no-last-padding.bmp"));
        row("BMP without its file header (DIB)", Arrays.copyOfRange(whole, 14, whole.length));
        row("BMP, half of it", Arrays.copyOf(whole, whole.length / 2));
        byte[] wrapped = whole.clone();
        Bytes.littleEndian(wrapped).putInt(30, 5);
        row("BMP around a PNG", wrapped);
    }

    private void webpRows() {
        byte[] lossy = kind("quality-75-segments-4.webp");
        row("WebP, lossless, turned by EXIF", TestPictures.resource("lossless-turned.webp"));
        row("WebP, lossy", lossy);
        row("WebP, lossy, one segment", kind("quality-75-segments-1.webp"));
        row("WebP, animated", TestPictures.resource("animated.webp"));
        row("WebP, other bytes after its end", kind("bytes-after-end.webp"));
        row("WebP, half of it", Arrays.copyOf(lossy, lossy.length / 2));
    }

    private void otherRows() {
        row("no bytes", new byte[0]);
        row("text", text("Dear cat"));
        row("an HTML page", text("<!DOCTYPE html><html></html>"));
        row("a Git LFS pointer", text("version https://git-lfs.github.com/spec/v1"));
        row("HEIC", text("\0\0\0\u001cftypheic\0\0\0\0mif1heic"));
        row("AVIF", text("\0\0\0\u001cftypavif\0\0\0\0mif1avif"));
        row("TIFF", text("II*\0\b\0\0\0"));
        row("TGA", text("\0\0\2\0\0\0\0\0\0\0\0\0\b\0\b\0\u0018\0"));
        row("PNM", text("P6\n8 8\n255\n"));
    }

    private void row(String picture, byte[] file) {
        String strict = result(file, false);
        String lenient = result(file, true);
        table.append("| ").append(picture).append(" | ").append(strict).append(" | ")
                .append(lenient.equals(strict) ? "the same" : lenient).append(" |\n");
    }

    private static String result(byte[] file, boolean lenient) {
        List<String> notes = new ArrayList<>();
        try {
            new PictureReader(Exif.APPLY, lenient, notes::add).read("FILE", file);
            return notes.isEmpty() ? "labeled" : "labeled, with a note: `" + String.join("; ", notes) + "`";
        } catch (UserException e) {
            return e.exitCode().code() + ": `" + e.getMessage() + "`";
        }
    }

    private static byte[] kind(String name) {
        return TestPictures.resource("kinds/" + name);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a copy with another frame marker. */
    private static byte[] marker(byte[] jpeg, int marker) {
        byte[] file = jpeg.clone();
        for (int i = 0; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xC0) {
                file[i + 1] = (byte) marker;
                return file;
            }
        }
        throw new AssertionError("no frame marker");
    }
}
