package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Bad pictures get an exit code and one line that says what is wrong and what to do. */
final class BadPicturesTest {
    private final List<String> notes = new ArrayList<>();
    private final PictureReader strict = new PictureReader(Exif.APPLY, false, notes::add);
    private final PictureReader lenient = new PictureReader(Exif.APPLY, true, notes::add);

    @Test
    void missingFile(@TempDir Path folder) {
        String path = folder.resolve("none.jpg").toString();
        assertRefused(ExitCode.NO_INPUT, path + ": no such file; check the path", () -> strict.read(path));
    }

    @Test
    void invalidPath() {
        assertRefused(ExitCode.NO_INPUT, "a?b: not a path; check its spelling", () -> strict.read("a\0b"));
    }

    @Test
    void folderInsteadOfAPicture(@TempDir Path folder) {
        assertRefused(
                ExitCode.NO_INPUT,
                folder + ": a folder, not a picture; check the path and its permissions",
                () -> strict.read(folder));
    }

    @Test
    void unreadableFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("secret.jpg"), new byte[] {1});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read all files");
        assertRefused(
                ExitCode.NO_INPUT, file + ": may not be read; check its permissions", () -> strict.read(file.toString()));
    }

    @Test
    void failingStream() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return read();
            }
        };
        assertRefused(
                ExitCode.NO_INPUT, "-: cannot be read; check the disk or the network", () -> strict.read("-", broken));
    }

    @Test
    void emptyFile() {
        assertBad("x.jpg: empty, zero bytes; get it again from where it came from", new byte[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Dear cat, this is no picture | text",
        "<!DOCTYPE html><html><body>404</body></html> | an HTML page",
        "<?xml version='1.0'?><feed/> | an XML document",
        "%PDF-1.7 | a PDF document",
    })
    void textInAJpgFile(String text, String kind) {
        assertBad(
                "x.jpg: looks like " + kind + ", not like a picture; give a JPEG, PNG, GIF, BMP or WebP file",
                text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void gitLfsPointer() {
        byte[] pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n".getBytes(StandardCharsets.UTF_8);
        assertBad("x.jpg: only a Git LFS pointer; run git lfs pull", pointer);
    }

    @Test
    void randomBytesInAJpgFile() {
        byte[] random = new byte[5000];
        new Random(3).nextBytes(random);
        assertBad(
                "x.jpg: looks like no kind of file known here, not like a picture; give a JPEG, PNG, GIF, BMP or WebP file",
                random);
    }

    @ParameterizedTest
    @CsvSource({"heic, a HEIC picture", "avif, an AVIF picture"})
    void unsupportedPictureFormats(String brand, String kind) {
        byte[] file = ("\0\0\0\u001cftyp" + brand + "\0\0\0\0mif1" + brand + "miaf").getBytes(StandardCharsets.ISO_8859_1);
        assertBad("x.jpg: is " + kind + ", which cannot be read; convert it to JPEG or PNG", file);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.9, 0.99})
    void truncatedJpeg(double part) throws IOException {
        byte[] cat = TestPictures.project("cat.jpg");
        byte[] file = Arrays.copyOf(cat, (int) (cat.length * part));
        assertBad(
                "x.jpg: is a truncated JPEG: it has no end marker; get it again, or take what is left of it with --lenient",
                file);
        assertEquals(451, lenient.read("x.jpg", file).width());
        assertEquals(
                List.of("x.jpg: is a truncated JPEG: it has no end marker; took what is left of it"), notes);
    }

    @Test
    void truncatedJpegWithAnEndMarker() throws IOException {
        byte[] cat = TestPictures.project("cat.jpg");
        byte[] file = Arrays.copyOf(cat, cat.length / 2);
        file[file.length - 2] = (byte) 0xff;
        file[file.length - 1] = (byte) 0xd9;
        UserException e = assertThrows(UserException.class, () -> strict.read("x.jpg", file));
        assertTrue(e.getMessage().startsWith("x.jpg: is damaged: Corrupt JPEG data: premature end"), e.getMessage());
        assertEquals(451, lenient.read("x.jpg", file).width());
        assertEquals(1, notes.size());
    }

    @Test
    void corruptJpeg() throws IOException {
        byte[] cat = TestPictures.project("cat.jpg");
        Arrays.fill(cat, cat.length / 2, cat.length / 2 + 200, (byte) 0x55);
        UserException e = assertThrows(UserException.class, () -> strict.read("x.jpg", cat));
        assertTrue(e.getMessage().startsWith("x.jpg: is damaged: Corrupt JPEG data"), e.getMessage());
        assertEquals(451, lenient.read("x.jpg", cat).width());
    }

    @Test
    void jpegWithoutAnyPixel() throws IOException {
        byte[] cat = TestPictures.project("cat.jpg");
        byte[] file = Arrays.copyOf(cat, 30);
        String message = "x.jpg: is a truncated JPEG: it ends before its picture begins; get it again from where it came from";
        assertRefused(ExitCode.BAD_DATA, message, () -> lenient.read("x.jpg", file));
    }

    @ParameterizedTest
    @CsvSource({"0xC3, lossless or hierarchical", "0xC9, arithmetic-coded"})
    void unsupportedJpegCodings(int marker, String kind) throws IOException {
        byte[] file = TestPictures.encoded("jpg", 16, 16);
        file[indexOf(file, 0xff, 0xc0) + 1] = (byte) marker;
        String article = kind.startsWith("a") ? "an " : "a ";
        assertBad("x.jpg: is " + article + kind + " JPEG; convert it to an ordinary JPEG or PNG", file);
    }

    @Test
    void truncatedPng() throws IOException {
        byte[] cat = TestPictures.project("cat.png");
        byte[] file = Arrays.copyOf(cat, cat.length / 2);
        String problem = "x.jpg: is a truncated PNG: it ends before its last pixel; ";
        assertBad(problem + "get it again, or take what is left of it with --lenient", file);
        Picture half = lenient.read("x.jpg", file);
        assertEquals(List.of(problem + "took what is left of it"), notes);
        Picture whole = strict.read("cat.png", cat);
        assertEquals(whole.rgb().length, half.rgb().length);
        assertTrue(Arrays.equals(whole.rgb(), 0, 60_000, half.rgb(), 0, 60_000), "pixels of the upper part");
    }

    @Test
    void corruptPng() throws IOException {
        byte[] cat = TestPictures.project("cat.png");
        cat[cat.length / 2] ^= 1;
        assertBad(
                "x.jpg: is a damaged PNG: a checksum is wrong; get it again, or take what is left of it with --lenient", cat);
        assertEquals(451, lenient.read("x.jpg", cat).width());
    }

    @Test
    void pngWithTooFewPixels() {
        byte[] file = TestPictures.png(3, 3, 8, 2, List.of(new byte[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, new byte[9]));
        UserException e = assertThrows(UserException.class, () -> strict.read("x.png", file));
        assertEquals(ExitCode.BAD_DATA, e.exitCode());
        assertTrue(e.getMessage().startsWith("x.png: is damaged: "), e.getMessage());
        assertEquals(3, lenient.read("x.png", file).height());
    }

    @ParameterizedTest
    @CsvSource({"40000, 20000", "2147483647, 2147483647", "178956971, 1"})
    void hugePng(int width, int height) {
        byte[] file = TestPictures.png(width, height, 8, 2, List.of(new byte[9]));
        assertTrue(file.length < 75, file.length + " bytes");
        String message = "x.jpg: claims " + width + "x" + height + " pixels, more than 178956970; make it smaller";
        assertBad(message, file);
        assertRefused(ExitCode.BAD_DATA, message, () -> lenient.read("x.jpg", file));
    }

    @Test
    void hugeJpegGifAndBmp() {
        byte[] jpeg = TestPictures.encoded("jpg", 16, 16);
        ByteBuffer.wrap(jpeg).putInt(indexOf(jpeg, 0xff, 0xc0) + 5, 0xffff_ffff);
        assertBad("x.jpg: claims 65535x65535 pixels, more than 178956970; make it smaller", jpeg);
        byte[] gif = TestPictures.encoded("gif", 16, 16);
        ByteBuffer.wrap(gif).putInt(6, 0xffff_ffff);
        assertBad("x.jpg: claims 65535x65535 pixels, more than 178956970; make it smaller", gif);
        byte[] bmp = TestPictures.encoded("bmp", 16, 16);
        Bytes.littleEndian(bmp).putInt(18, 1 << 30).putShort(28, (short) 8).putInt(30, 1);
        assertBad("x.jpg: claims 1073741824x16 pixels, more than 178956970; make it smaller", bmp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp"})
    void truncatedGifAndBmp(String format) {
        byte[] whole = TestPictures.encoded(format, 40, 40);
        UserException e = assertThrows(
                UserException.class, () -> strict.read("x", Arrays.copyOf(whole, whole.length * 3 / 4)));
        assertTrue(e.getMessage().startsWith("x: is a truncated " + format.toUpperCase(Locale.ROOT)), e.getMessage());
    }

    @Test
    void truncatedWebp() {
        byte[] whole = TestPictures.resource("lossy.webp");
        assertBad(
                "x.jpg: is a truncated WebP: it ends in the middle of a chunk; "
                        + "get it again, or take what is left of it with --lenient",
                Arrays.copyOf(whole, whole.length - 20));
    }

    /**
    * Decoders fill the missing part with one color. A picture of one color only has lost all of its content, so a label
    * would be meaningless.
    */
    @Test
    void lenientRefusesARemainderOfOneColor() {
        byte[] file = TestPictures.png(3, 3, 8, 2, List.of(new byte[9], new byte[9]));
        UserException e = assertThrows(UserException.class, () -> lenient.read("x.png", file));
        assertTrue(
                e.getMessage().endsWith("; all that is left has one color; get it again from where it came from"), e.getMessage());
        assertEquals(List.of(), notes);
        byte[] white = TestPictures.png(2, 1, 8, 0, List.of(new byte[] {-1, -1}));
        assertEquals(2, lenient.read("x.png", white).width());
    }

    /** The decoder does not warn of scans that are missing entirely. */
    @Test
    void jpegWithoutTheScansOfTwoComponents() {
        byte[] file = TestPictures.encoded("jpg", 16, 16);
        int scan = indexOf(file, 0xff, 0xda);
        byte[] onlyLuma = file.clone();
        // the scan header lists one component instead of three and is four bytes shorter
        System.arraycopy(file, scan + 11, onlyLuma, scan + 7, file.length - scan - 11);
        onlyLuma[scan + 3] = 8;
        onlyLuma[scan + 4] = 1;
        assertBad(
                "x.jpg: is a truncated JPEG: scans are missing; get it again, or take what is left of it with --lenient",
                onlyLuma);
    }

    @Test
    void jpegScanOfAnUnknownComponent() {
        byte[] file = TestPictures.encoded("jpg", 16, 16);
        file[indexOf(file, 0xff, 0xda) + 5] = 77;
        assertBad(
                "x.jpg: is a damaged JPEG: a scan names a component that there is not; get it again from where it came from",
                file);
    }

    @Test
    void readingKeepsTheCallersBytes() {
        byte[] file = TestPictures.resource("kinds/same-component-ids.jpg");
        byte[] copy = file.clone();
        strict.read("x.jpg", file);
        assertTrue(Arrays.equals(copy, file));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7}) // height and width after the marker
    void aJpegWithoutASize(int at) {
        byte[] jpeg = TestPictures.encoded("jpg", 9, 9);
        int frame = indexOf(jpeg, 0xff, 0xc0);
        jpeg[frame + at] = 0;
        jpeg[frame + at + 1] = 0;
        assertBad("x.jpg: is a damaged JPEG: its header gives no size; get it again from where it came from", jpeg);
    }

    /** Its chunk is complete, its pixels are not: the decoder goes on with bits of its own. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 20})
    void aLosslessWebpWhosePixelsEndTooEarly(int missing) {
        byte[] whole = TestPictures.resource("lossless-turned.webp");
        int chunk = 30; // of 41 bytes
        ByteBuffer in = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        int length = in.getInt(chunk + 4) - missing;
        byte[] file = ByteBuffer.allocate(20 + length + (length & 1)).order(ByteOrder.LITTLE_ENDIAN)
                .put(whole, 0, 12).putInt(4, 12 + length + (length & 1)).put(whole, chunk, 4).putInt(length).put(whole, chunk + 8, length)
                .array();
        assertBad("x.jpg: is damaged: its pixels are cut off; get it again, or take what is left of it with --lenient", file);
    }

    @Test
    void aMessageOfAMultilineNameHasOneLine() {
        UserException e = assertThrows(UserException.class, () -> strict.read("a\nb\u001b[31m", new byte[0]));
        assertTrue(e.getMessage().startsWith("a?b?[31m: empty"), e.getMessage());
    }

    private void assertBad(String message, byte[] file) {
        assertRefused(ExitCode.BAD_DATA, message, () -> strict.read("x.jpg", file));
        assertEquals(List.of(), notes);
    }

    private static void assertRefused(ExitCode exitCode, String message, Executable reading) {
        UserException e = assertThrows(UserException.class, reading);
        assertEquals(message, e.getMessage());
        assertEquals(exitCode, e.exitCode());
        assertFalse(e.getMessage().contains("\n"));
    }

    private static int indexOf(byte[] bytes, int first, int second) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) first && bytes[i + 1] == (byte) second) {
                return i;
            }
        }
        throw new AssertionError("bytes not found");
    }
}
