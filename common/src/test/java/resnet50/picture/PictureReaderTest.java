package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid pictures of every format give the bytes of Pillow's {@code convert("RGB")}. */
final class PictureReaderTest {
    private final List<String> notes = new ArrayList<>();
    private final PictureReader reader = new PictureReader(Exif.APPLY, false, notes::add);

    @ParameterizedTest
    @CsvSource({
        "cmyk.jpg, cmyk-expected.png",
        "ycck.jpg, ycck-expected.png",
        "palette-transparent.png, palette-expected.png",
        "animated.gif, animated-gif-expected.png",
        "animated.webp, gradient.png",
    })
    void equalsPillow(String name, String expected) {
        assertSame(reader.read(expected, TestPictures.resource(expected)), read(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"animated.gif", "animated.webp"})
    void notesOnceThatOnlyTheFirstFrameIsRead(String name) {
        read(name);
        assertEquals(List.of(name + ": holds several frames; took the first"), notes);
    }

    @Test
    void hasNoNotesForOrdinaryPictures() throws IOException {
        reader.read("cat.jpg", TestPictures.project("cat.jpg"));
        read("gradient.png");
        read("lossy.webp");
        reader.read("one.gif", TestPictures.encoded("gif", 5, 4));
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void losslessFormatsKeepAllBytes(String format) {
        assertSame(TestPictures.gradient(17, 9), reader.read("x", TestPictures.encoded(format, 17, 9)));
    }

    @Test
    void lossyWebpIsCloseToItsOriginal() {
        Picture expected = read("gradient.png");
        Picture actual = read("lossy.webp");
        long sum = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            sum += Math.abs((expected.rgb()[i] & 0xff) - (actual.rgb()[i] & 0xff));
        }
        assertTrue(sum < 10L * expected.rgb().length, "mean difference " + (double) sum / expected.rgb().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void keepsGrayValues(String format) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) 128);
        byte[] expected = new byte[8 * 8 * 3];
        Arrays.fill(expected, (byte) 128);
        assertArrayEquals(expected, reader.read("x", TestPictures.encoded(format, image)).rgb());
    }

    @Test
    void reducesSixteenBitsToTheHighByte() {
        byte[] gray = TestPictures.png(2, 1, 16, 0, List.of(bytes(0x12, 0xff, 0x80, 0x01)));
        assertArrayEquals(bytes(0x12, 0x12, 0x12, 0x80, 0x80, 0x80), reader.read("x", gray).rgb());
        byte[] rgb = TestPictures.png(1, 2, 16, 2, List.of(bytes(1, 255, 2, 0, 3, 128), bytes(255, 1, 128, 2, 127, 255)));
        assertArrayEquals(bytes(1, 2, 3, 255, 128, 127), reader.read("x", rgb).rgb());
    }

    @Test
    void scalesFewerThanEightBits() {
        byte[] one = TestPictures.png(3, 1, 1, 0, List.of(bytes(0b1010_0000)));
        assertArrayEquals(bytes(255, 255, 255, 0, 0, 0, 255, 255, 255), reader.read("x", one).rgb());
        byte[] two = TestPictures.png(2, 1, 2, 0, List.of(bytes(0b0110_0000)));
        assertArrayEquals(bytes(85, 85, 85, 170, 170, 170), reader.read("x", two).rgb());
        byte[] four = TestPictures.png(2, 1, 4, 0, List.of(bytes(0x9f)));
        assertArrayEquals(bytes(153, 153, 153, 255, 255, 255), reader.read("x", four).rgb());
    }

    @Test
    void dropsAlpha() {
        byte[] rgba = TestPictures.png(2, 1, 8, 6, List.of(bytes(10, 20, 30, 0, 40, 50, 60, 128)));
        assertArrayEquals(bytes(10, 20, 30, 40, 50, 60), reader.read("x", rgba).rgb());
        byte[] grayAlpha = TestPictures.png(2, 1, 8, 4, List.of(bytes(128, 0, 7, 255)));
        assertArrayEquals(bytes(128, 128, 128, 7, 7, 7), reader.read("x", grayAlpha).rgb());
        byte[] transparentColor = TestPictures.pngChunk("tRNS", bytes(0, 10, 0, 20, 0, 30));
        byte[] rgb = TestPictures.png(1, 1, 8, 2, List.of(bytes(10, 20, 30)), transparentColor);
        assertArrayEquals(bytes(10, 20, 30), reader.read("x", rgb).rgb());
    }

    @Test
    void ignoresColorProfileAndGamma() {
        byte[] jpeg = TestPictures.encoded("jpg", 16, 16);
        byte[] profile = "ICC_PROFILE\0\1\1 not a profile".getBytes(StandardCharsets.ISO_8859_1);
        assertSame(reader.read("x", jpeg), reader.read("x", TestPictures.withSegment(jpeg, 0xE2, profile)));
        byte[] gamma = TestPictures.pngChunk("gAMA", bytes(0, 1, 0x86, 0xa0));
        assertArrayEquals(
                bytes(10, 20, 30), reader.read("x", TestPictures.png(1, 1, 8, 2, List.of(bytes(10, 20, 30)), gamma)).rgb());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5000", "5000, 1"})
    void readsExtremeAspectRatios(int width, int height) {
        for (String format : List.of("png", "jpg", "gif", "bmp")) {
            Picture picture = reader.read("x", TestPictures.encoded(format, width, height));
            assertEquals(width, picture.width(), format);
            assertEquals(height, picture.height(), format);
            assertEquals(224 * 224 * 3, Preprocessor.STANDARD.input(picture).length);
        }
    }

    @Test
    void ignoresDataAfterTheEndOfAJpeg() throws IOException {
        byte[] cat = TestPictures.project("cat.jpg");
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(cat);
        twice.writeBytes(new byte[100]);
        twice.writeBytes(cat);
        assertSame(reader.read("x", cat), reader.read("x", twice.toByteArray()));
        assertEquals(List.of(), notes);
    }

    @Test
    void readsAStreamWithoutClosingIt() throws IOException {
        byte[] cat = TestPictures.project("cat.png");
        var in = new ByteArrayInputStream(cat) {
            @Override
            public void close() {
                throw new AssertionError("the reader closed the stream");
            }
        };
        assertEquals(451, reader.read("-", in).width());
    }

    @ParameterizedTest
    @EnumSource(Exif.class)
    void turnsWebpUnlessExifIsIgnored(Exif exif) {
        Picture picture = new PictureReader(exif, false, notes::add)
                .read("x", TestPictures.resource("lossless-turned.webp"));
        Picture stored = read("gradient.png");
        assertSame(exif == Exif.APPLY ? Orientation.upright(stored, 6) : stored, picture);
    }

    private Picture read(String name) {
        return reader.read(name, TestPictures.resource(name));
    }

    private static void assertSame(Picture expected, Picture actual) {
        assertEquals(expected.width(), actual.width());
        assertEquals(expected.height(), actual.height());
        assertArrayEquals(expected.rgb(), actual.rgb());
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
