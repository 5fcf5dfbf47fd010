package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ExitCode;
import resnet50.picture.Nv12.Range;

class Nv12Test {
    private static PictureReader reader(Nv12 format) {
        return new PictureReader(Exif.APPLY, false, note -> {}).ofRawFrames(format);
    }

    /** The colors of BT.601's test bars, in video and in full range. */
    @ParameterizedTest
    @CsvSource({
        "VIDEO, 16, 128, 128, 0, 0, 0", "VIDEO, 235, 128, 128, 255, 255, 255", "VIDEO, 81, 90, 240, 254, 0, 0",
        "VIDEO, 145, 54, 34, 0, 255, 1", "VIDEO, 41, 240, 110, 0, 0, 255", "VIDEO, 0, 128, 128, 0, 0, 0",
        "VIDEO, 255, 128, 128, 255, 255, 255", "VIDEO, 126, 128, 128, 128, 128, 128", "FULL, 0, 128, 128, 0, 0, 0",
        "FULL, 255, 128, 128, 255, 255, 255", "FULL, 76, 85, 255, 254, 0, 0", "FULL, 150, 44, 21, 0, 255, 1",
        "FULL, 29, 255, 107, 0, 0, 254", "FULL, 100, 128, 128, 100, 100, 100"
    })
    void colorsAreThoseOfTheStandard(Range range, int y, int cb, int cr, int red, int green, int blue) {
        byte[] frame = {(byte) y, (byte) y, (byte) y, (byte) y, (byte) cb, (byte) cr};
        byte[] rgb = reader(new Nv12(2, 2, range)).read("frame", frame).rgb();
        for (int i = 0; i < rgb.length; i++) {
            int expected = i % 3 == 0 ? red : i % 3 == 1 ? green : blue;
            assertEquals(expected, rgb[i] & 0xff, 1, "channel " + i % 3);
        }
    }

    @Test
    void eachSquareHasItsChroma() {
        Nv12 format = new Nv12(4, 2, Range.FULL);
        byte[] frame = {10, 20, 30, 40, 50, 60, 70, 80, (byte) 128, (byte) 128, (byte) 128, (byte) 228};
        Picture picture = reader(format).read("frame", new ByteArrayInputStream(frame));
        assertEquals(4, picture.width());
        int[] red = new int[8];
        for (int i = 0; i < red.length; i++) {
            red[i] = picture.rgb()[3 * i] & 0xff;
        }
        assertArrayEquals(new int[] {10, 20, 170, 180, 50, 60, 210, 220}, red, "100 * 1.402 more on the right");
    }

    @Test
    void otherLengthsAreRefused() {
        PictureReader reader = reader(new Nv12(4, 2, Range.FULL));
        for (byte[] bytes : new byte[][] {new byte[0], new byte[11], new byte[13]}) {
            assertRefused(
                    ExitCode.BAD_DATA, "a.nv12: has " + (bytes.length > 12 ? "more" : bytes.length) + " bytes, not the 12",
                    "check --size", () -> reader.read("a.nv12", new ByteArrayInputStream(bytes)));
            assertRefused(ExitCode.BAD_DATA, "a.nv12: has ", "4x2", () -> reader.read("a.nv12", bytes));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "2, 5", "0, 2", "2, 16386"})
    void impossibleSizesAreRefused(int width, int height) {
        assertThrows(IllegalArgumentException.class, () -> new Nv12(width, height, Range.VIDEO));
    }
}
