package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the lessons' results with those of OpenCV 4.6.0 from {@code lessons/make-golden.py}. */
class OpenCvTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @ValueSource(strings = {"patch", "small-0", "small-1", "small-2", "small-3", "small-4"})
    void grayIsWithinOneLevel(String name) throws IOException {
        assertWithinOneLevel(golden(name + "-gray"), Picture.ofGray(Gray.gray(golden(name))), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch", "small-0", "small-1", "small-2", "small-3", "small-4"})
    void meanBlurIsWithinOneLevel(String name) throws IOException {
        Picture in = golden(name);
        for (int radius : new int[] {1, 5}) {
            String file = name + "-mean-" + radius;
            assertWithinOneLevel(golden(file), in.map(plane -> MeanBlur.blur(plane, radius)), file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch", "small-0", "small-1", "small-2", "small-3", "small-4"})
    void gaussianBlurIsWithinOneLevel(String name) throws IOException {
        Picture in = golden(name);
        for (int tenths : new int[] {7, 30}) {
            for (GaussianBlur.Border border : GaussianBlur.Border.values()) {
                String file = name + "-gauss-" + tenths + "-" + border.name().toLowerCase(Locale.ROOT);
                assertWithinOneLevel(golden(file), in.map(plane -> GaussianBlur.blur(plane, tenths / 10.0, border)), file);
            }
        }
    }

    /** Doubles the patch in both directions, because OpenCV takes the color of a block from one of its pixels. */
    @Test
    void nv12IsWithinOneLevel() throws IOException {
        Picture doubled = golden("patch").map(OpenCvTest::doubled);
        byte[] expected = Files.readAllBytes(GOLDEN.resolve("patch-nv12.bin"));
        byte[] actual = Rgb.toNv12(doubled);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i] & 0xff, actual[i] & 0xff, 1, "byte " + i);
        }
        assertWithinOneLevel(golden("patch-back"), Rgb.fromNv12(expected, doubled.width(), doubled.height()), "patch-back");
    }

    /** Starts from OpenCV's gray picture, without smoothing, which OpenCV rounds differently. */
    @ParameterizedTest
    @ValueSource(strings = {"patch", "small-0", "small-1", "small-2", "small-3", "small-4"})
    void edgesOfTheSameGrayPictureAreEqual(String name) throws IOException {
        int[][] gray = golden(name + "-gray").red();
        assertArrayEquals(golden(name + "-canny").red(), Canny.follow(Canny.classify(Canny.thin(Canny.gradient(gray)), 30, 80)));
    }

    /**
     * Requires 99 % equal pixels. Most pixels are black in any result, so it also requires 90 % of the edge pixels of
     * either.
     */
    @ParameterizedTest
    @ValueSource(strings = {"cat", "espresso"})
    void edgesOfWholePicturesAgree(String name) throws IOException {
        int[][] expected = golden(name + "-canny").red();
        int[][] actual = Canny.edges(Gray.gray(PictureFiles.read(Path.of("../pics", name + ".png"))), 1.4, 30, 80);
        int equal = 0;
        int inBoth = 0;
        int inEither = 0;
        for (int y = 0; y < expected.length; y++) {
            for (int x = 0; x < expected[0].length; x++) {
                boolean here = actual[y][x] == 255;
                boolean there = expected[y][x] == 255;
                equal += here == there ? 1 : 0;
                inBoth += here && there ? 1 : 0;
                inEither += here || there ? 1 : 0;
            }
        }
        double pixels = (double) expected.length * expected[0].length;
        String found = String.format(Locale.ROOT, "%s: equal %.3f %%, edges in both %d, in either %d", name, 100 * equal / pixels, inBoth, inEither);
        assertTrue(equal >= 0.99 * pixels && inEither > 0.02 * pixels && inBoth >= 0.9 * inEither, found);
    }

    @Test
    void thresholdsAreEqual() throws IOException {
        for (String line : Files.readAllLines(GOLDEN.resolve("otsu.txt"))) {
            String name = line.substring(0, line.indexOf(' '));
            Path file = Files.exists(GOLDEN.resolve(name + ".png")) ? GOLDEN.resolve(name + ".png") : Path.of("../pics", name + ".png");
            int threshold = Otsu.threshold(Otsu.histogram(Gray.gray(PictureFiles.read(file))));
            assertEquals(line, name + " " + threshold);
        }
    }

    private static Picture golden(String name) throws IOException {
        return PictureFiles.read(GOLDEN.resolve(name + ".png"));
    }

    private static int[][] doubled(int[][] plane) {
        int[][] out = new int[2 * plane.length][2 * plane[0].length];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = plane[y / 2][x / 2];
            }
        }
        return out;
    }

    private static void assertWithinOneLevel(Picture expected, Picture actual, String name) {
        assertEquals(expected.width() + "x" + expected.height(), actual.width() + "x" + actual.height(), name);
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                String at = name + " at x " + x + ", y " + y;
                assertEquals(expected.red()[y][x], actual.red()[y][x], 1, at);
                assertEquals(expected.green()[y][x], actual.green()[y][x], 1, at);
                assertEquals(expected.blue()[y][x], actual.blue()[y][x], 1, at);
            }
        }
    }
}
