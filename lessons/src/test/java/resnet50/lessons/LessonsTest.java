package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests claims of the lessons' texts, and fast algorithms against simple references. */
class LessonsTest {
    @TempDir
    Path folder;

    @Test
    void grayDistinguishesBlueFromGreen() {
        Picture blueThenGreen = new Picture(new int[][] {{0, 0}}, new int[][] {{0, 255}}, new int[][] {{255, 0}});
        assertArrayEquals(new int[] {29, 150}, Gray.gray(blueThenGreen)[0]);
        assertArrayEquals(new int[] {85, 85}, Gray.equalWeights(blueThenGreen)[0]);
    }

    /** Odd sizes: blocks at the right and bottom edges are smaller. */
    @Test
    void nv12KeepsGrayPictures() {
        int[][] plane = noise(5, 7);
        Picture back = Rgb.fromNv12(Rgb.toNv12(Picture.ofGray(plane)), 7, 5);
        assertTrue(Rgb.meanDifference(Picture.ofGray(plane), back) < 1.5);
        assertEquals(35 + 2 * 4 * 3, Rgb.toNv12(Picture.ofGray(plane)).length);
    }

    @Test
    void runningSumsEqualDirectSums() {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {6, 8}}) {
            int[][] in = noise(size[0], size[1]);
            for (int radius : new int[] {0, 1, 4, 20}) {
                assertArrayEquals(meanOfSquare(in, radius), MeanBlur.blur(in, radius));
            }
        }
    }

    private static int[][] meanOfSquare(int[][] in, int radius) {
        int[][] out = new int[in.length][in[0].length];
        for (int y = 0; y < in.length; y++) {
            for (int x = 0; x < in[0].length; x++) {
                double sum = 0;
                for (int dy = -radius; dy <= radius; dy++) {
                    for (int dx = -radius; dx <= radius; dx++) {
                        int iy = Math.max(0, Math.min(in.length - 1, y + dy));
                        sum += in[iy][Math.max(0, Math.min(in[0].length - 1, x + dx))];
                    }
                }
                out[y][x] = Picture.level(sum / ((2 * radius + 1) * (2 * radius + 1)));
            }
        }
        return out;
    }

    @Test
    void bordersContinueThePictureAsNamed() {
        assertEquals("cb|abc|ba|bc", places(GaussianBlur.Border.MIRROR, -2, 7, 3).replaceAll("(..)(...)(..)(..)", "$1|$2|$3|$4"));
        assertEquals("aaabcccc", places(GaussianBlur.Border.REPEAT, -2, 6, 3));
        assertEquals("..abc...", places(GaussianBlur.Border.BLACK, -2, 6, 3));
        assertEquals("aaaa", places(GaussianBlur.Border.MIRROR, -2, 2, 1));
        assertEquals("abababa", places(GaussianBlur.Border.MIRROR, -4, 3, 2));
    }

    private static String places(GaussianBlur.Border border, int from, int to, int width) {
        StringBuilder places = new StringBuilder();
        for (int x = from; x < to; x++) {
            int at = border.inside(x, width);
            places.append(at < 0 ? '.' : (char) ('a' + at));
        }
        return places.toString();
    }

    @Test
    void cannyFindsAnOutlineAndDropsIsolatedWeakPixels() {
        int[][] in = new int[20][20];
        for (int y = 5; y < 15; y++) {
            for (int x = 5; x < 15; x++) {
                in[y][x] = 200;
            }
        }
        int[][] edges = Canny.edges(in, 0.8, 30, 80);
        assertEquals(255, edges[10][5] | edges[10][4]);
        assertEquals(0, edges[10][10] | edges[1][1]);
        assertArrayEquals(new int[][] {{255, 255, 0, 0, 0}}, Canny.follow(new int[][] {{255, 128, 0, 128, 0}}));
        assertArrayEquals(new int[][] {{0}}, Canny.edges(new int[][] {{77}}, 1, 30, 80));
    }

    @Test
    void otsuSeparatesTwoPeaks() {
        int[] histogram = new int[256];
        histogram[40] = 100;
        histogram[41] = 100;
        histogram[200] = 50;
        assertEquals(41, Otsu.threshold(histogram));
        int[] one = new int[256];
        one[90] = 7;
        assertEquals(0, Otsu.threshold(one));
    }

    /** A digit may have any size and position, dark on light or light on dark. */
    @Test
    void recognizesADrawingOfAnySizePositionAndPolarity() throws IOException {
        int[][] five = Gray.gray(PictureFiles.readOwn(Mnist.DRAWING));
        int[][] elsewhere = new int[500][400];
        for (int y = 0; y < five.length; y++) {
            for (int x = 0; x < five[0].length; x++) {
                elsewhere[y + 290][x + 10] = 246 - Math.min(246, five[y][x]);
            }
        }
        DigitNetwork network = WeightsFile.read(Path.of("mnist/weights.bin"));
        double[] normalized = Drawing.normalize(five, "five");
        assertEquals(5, Mnist.best(network.forward(normalized)));
        assertArrayEquals(normalized, Drawing.normalize(elsewhere, "elsewhere"), 0.03);
        LessonException e = assertThrows(LessonException.class, () -> Drawing.normalize(new int[9][9], "empty.png"));
        assertEquals("empty.png: no digit found; draw one, dark on light paper or light on dark", e.getMessage());
    }

    @Test
    void resizingKeepsTheMean() {
        double[][] in = {{0, 1, 0, 1, 1}, {1, 0, 0, 0, 1}, {0, 0, 1, 1, 0}};
        for (int[] size : new int[][] {{1, 1}, {2, 2}, {3, 5}, {7, 11}}) {
            double sum = 0;
            for (double[] row : Drawing.resize(in, size[0], size[1])) {
                for (double value : row) {
                    sum += value;
                }
            }
            assertEquals(7 / 15.0, sum / (size[0] * size[1]), 1e-12);
        }
    }

    /**
     * Java's conversion of gray files to RGB changes levels, so the reader avoids it. It blends transparent pixels with
     * white.
     */
    @Test
    void filesKeepTheirLevelsAndTransparencyBecomesWhite() throws IOException {
        Path file = folder.resolve("gray.png");
        int[][] plane = noise(3, 50);
        PictureFiles.write(file, Picture.ofGray(plane));
        assertArrayEquals(plane, PictureFiles.read(file).green());
        Picture colors = new Picture(noise(2, 3), noise(2, 3), plane(2, 3));
        PictureFiles.write(file, colors);
        assertArrayEquals(colors.blue(), PictureFiles.read(file).blue());
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80_00_00_00);
        ImageIO.write(image, "png", file.toFile());
        assertArrayEquals(new int[] {127, 255}, PictureFiles.read(file).red()[0]);
    }

    private static int[][] plane(int height, int width) {
        return new int[height][width];
    }

    private static int[][] noise(int height, int width) {
        Random random = new Random(height * 100L + width);
        int[][] out = new int[height][width];
        for (int[] row : out) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextInt(256);
            }
        }
        return out;
    }
}
