package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link PreprocessorTest} and {@link PreprocessorGoldenTest} compare with Pillow. */
final class ResizerTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 7, 5", "13, 7, 5, 3", "13, 7, 31, 57", "40, 30, 40, 30", "40, 30, 40, 11", "40, 30, 17, 30",
        "207, 1, 10, 9", "1, 207, 9, 10", "100, 99, 3, 211", "99, 101, 1, 1",
    })
    void isWithinOneLevelOfTheTriangleFilter(int w, int h, int outW, int outH) {
        Picture picture = random(w, h);
        byte[] actual = Resizer.resize(picture, Interpolation.BILINEAR, outW, outH, 0, 0, outW, outH);
        double[] columns = resampled(picture.rgb(), h, w, outW);
        for (int y = 0; y < outH; y++) {
            for (int x = 0; x < outW; x++) {
                for (int c = 0; c < 3; c++) {
                    double expected = sample(columns, h, outH, y, 3 * outW, 3 * x + c);
                    // two roundings to bytes of half a level each, and the error of fixed-point arithmetic
                    assertEquals(expected, actual[3 * (outW * y + x) + c] & 0xff, 1.001, x + "," + y);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnchangedSizeKeepsAllBytes(Interpolation filter) {
        Picture picture = random(31, 17);
        assertArrayEquals(picture.rgb(), Resizer.resize(picture, filter, 31, 17, 0, 0, 31, 17));
    }

    /** Enlarges an edge between 0 and 255. The cubic overshoots on both sides; the bytes must not wrap around. */
    @Test
    void clipsOvershoot() {
        byte[] rgb = new byte[3 * 8];
        Arrays.fill(rgb, 12, 24, (byte) 255);
        byte[] wide = Resizer.resize(new Picture(8, 1, rgb), Interpolation.BICUBIC, 64, 1, 0, 0, 64, 1);
        for (int x = 0; x < 28; x++) {
            assertEquals(0, wide[3 * x], "dark side, column " + x);
            assertEquals(-1, wide[3 * (63 - x)], "light side, column " + (63 - x));
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 40, 23, 19, 3, 4, 11, 13", "9, 8, 40, 50, 17, 21, 20, 29", "30, 30, 30, 7, 29, 6, 1, 1"})
    void aWindowEqualsItsPartOfTheWhole(int w, int h, int outW, int outH, int x, int y, int windowW, int windowH) {
        Picture picture = random(w, h);
        byte[] whole = Resizer.resize(picture, Interpolation.BILINEAR, outW, outH, 0, 0, outW, outH);
        byte[] window = Resizer.resize(picture, Interpolation.BILINEAR, outW, outH, x, y, windowW, windowH);
        for (int row = 0; row < windowH; row++) {
            int from = 3 * (outW * (y + row) + x);
            assertArrayEquals(
                    Arrays.copyOfRange(whole, from, from + 3 * windowW),
                    Arrays.copyOfRange(window, 3 * windowW * row, 3 * windowW * (row + 1)));
        }
    }

    @Test
    void keepsWhite() {
        byte[] white = new byte[3 * 77 * 55];
        Arrays.fill(white, (byte) 255);
        for (byte value : Resizer.resize(new Picture(77, 55, white), Interpolation.BILINEAR, 33, 120, 0, 0, 33, 120)) {
            assertEquals(-1, value);
        }
    }

    @Test
    void refusesAWindowOutsideThePicture() {
        Picture picture = random(4, 4);
        assertThrows(IllegalArgumentException.class, () -> Resizer.resize(picture, Interpolation.BILINEAR, 8, 8, 5, 0, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> Resizer.resize(picture, Interpolation.BILINEAR, 8, 8, -1, 0, 4, 4));
    }

    /** Returns rows resampled in double precision // [h][outW][3] */
    private static double[] resampled(byte[] rgb, int h, int w, int outW) {
        double[] out = new double[h * outW * 3];
        for (int y = 0; y < h; y++) {
            double[] row = new double[3 * w];
            for (int i = 0; i < row.length; i++) {
                row[i] = rgb[3 * w * y + i] & 0xff;
            }
            for (int x = 0; x < outW; x++) {
                for (int c = 0; c < 3; c++) {
                    out[3 * (outW * y + x) + c] = sample(row, w, outW, x, 3, c);
                }
            }
        }
        return out;
    }

    /** Returns one output sample of an axis: the triangle-weighted mean of {@code in} samples, {@code stride} apart. */
    private static double sample(double[] values, int in, int out, int at, int stride, int offset) {
        double scale = (double) in / out;
        double radius = Math.max(1, scale);
        double center = (at + 0.5) * scale;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < in; i++) {
            double weight = Math.max(0, 1 - Math.abs(i + 0.5 - center) / radius);
            sum += weight * values[stride * i + offset];
            weights += weight;
        }
        return sum / weights;
    }

    private static Picture random(int w, int h) {
        byte[] rgb = new byte[3 * w * h];
        new Random(w * 1000L + h).nextBytes(rgb);
        return new Picture(w, h, rgb);
    }
}
