package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrientationTest {
    private final PictureReader apply = new PictureReader(Exif.APPLY, false, _ -> {});
    private final PictureReader ignore = new PictureReader(Exif.IGNORE, false, _ -> {});

    /**
    * Upright rows of a picture whose stored rows are 123 and 456 (EXIF 2.32, 4.6.4).
    */
    @ParameterizedTest
    @CsvSource({
        "1, 123 456", "2, 321 654", "3, 654 321", "4, 456 123",
        "5, 14 25 36", "6, 41 52 63", "7, 63 52 41", "8, 36 25 14",
    })
    void everyOrientationIsApplied(int orientation, String upright) {
        byte[] rgb = new byte[18];
        for (int i = 0; i < 18; i++) {
            rgb[i] = (byte) (i / 3 + 1);
        }
        byte[] png = TestPictures.png(
                3, 2, 8, 2, List.of(Arrays.copyOf(rgb, 9), Arrays.copyOfRange(rgb, 9, 18)),
                TestPictures.pngChunk("eXIf", TestPictures.exif(orientation, false)));
        Picture picture = apply.read("x", png);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            rows.append(i > 0 && i % picture.width() == 0 ? " " : "").append(picture.rgb()[3 * i + 2]);
        }
        assertEquals(upright, rows.toString());
        assertArrayEquals(rgb, ignore.read("x", png).rgb());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void jpegOrientationInBothByteOrders(boolean littleEndian) {
        byte[] plain = TestPictures.encoded("jpg", 20, 10);
        byte[] turned = TestPictures.withSegment(
                plain, 0xE1, TestPictures.exifSegment(TestPictures.exif(8, littleEndian)));
        Picture upright = apply.read("x", turned);
        assertEquals(10, upright.width());
        assertArrayEquals(Orientation.upright(apply.read("x", plain), 8).rgb(), upright.rgb());
        assertEquals(20, ignore.read("x", turned).width());
    }

    /** Equals Pillow 9.4 for all types except BYTE, which Pillow ignores. */
    @ParameterizedTest
    @CsvSource({"1, 1, 6", "3, 1, 6", "4, 1, 6", "6, 1, 6", "8, 1, 6", "9, 1, 6", "13, 1, 6", "3, 2, 6", "2, 1, 0", "7, 1, 0", "3, 0, 0"})
    void acceptsAnyIntegerType(int type, int count, int expected) {
        byte[] tiff = TestPictures.exif(6, true);
        Bytes.littleEndian(tiff).putShort(12, (short) type).putInt(14, count);
        assertEquals(expected, Exif.orientation(tiff));
    }

    @Test
    void readsValuesStoredOutsideTheEntry() {
        byte[] tiff = Arrays.copyOf(TestPictures.exif(1, true), 34);
        Bytes.littleEndian(tiff).putShort(12, (short) 4).putInt(14, 2).putInt(18, 26).putInt(26, 8);
        assertEquals(8, Exif.orientation(tiff));
        assertEquals(Exif.NO_ORIENTATION, Exif.orientation(Arrays.copyOf(tiff, 29)));
    }

    @ParameterizedTest
    @CsvSource({
        "tiff:Orientation=\"6\", 6", "<tiff:Orientation>8</tiff:Orientation>, 8", "tiff:Orientation='3', 3",
        "tiff:Orientation=\"9\", 1", "xmp:Orientation=\"6\", 1",
    })
    void readsXmp(String packet, int expected) {
        OrientationTag tag = new OrientationTag();
        tag.addXmp(packet.getBytes(StandardCharsets.UTF_8));
        assertEquals(expected, tag.value());
    }

    @Test
    void exifTakesPrecedenceOverXmp() {
        OrientationTag tag = new OrientationTag();
        tag.addXmp("tiff:Orientation=\"6\"".getBytes(StandardCharsets.UTF_8));
        tag.addExif(TestPictures.exif(1, true));
        assertEquals(1, tag.value());
    }

    @Test
    void ignoresARawProfileThatIsNotHexadecimal() {
        OrientationTag tag = new OrientationTag();
        tag.addRawProfile("\nexif\n 3\nxyz".getBytes(StandardCharsets.UTF_8));
        tag.addRawProfile("exif".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, tag.value());
    }

    @Test
    void ignoresBrokenExifData() {
        byte[] good = TestPictures.exif(6, true);
        assertEquals(6, Exif.orientation(good));
        for (int length = 0; length < 20; length++) {
            assertEquals(Exif.NO_ORIENTATION, Exif.orientation(Arrays.copyOf(good, length)), length + " bytes");
        }
        assertEquals(1, Exif.orientation(TestPictures.exif(0, true)));
        assertEquals(1, Exif.orientation(TestPictures.exif(9, false)));
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] = (byte) 0xff;
            int orientation = Exif.orientation(flipped);
            assertTrue(orientation == 6 || orientation == Exif.UPRIGHT || orientation == Exif.NO_ORIENTATION, "byte " + at);
        }
    }
}
