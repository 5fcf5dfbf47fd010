package resnet50.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.api.Explanation;
import resnet50.api.Prediction;
import resnet50.core.UserException;
import resnet50.label.ClassMap;
import resnet50.picture.Picture;

class ExplanationDrawingTest {
    private static final int SIDE = ExplanationDrawing.SIDE;
    private static final int GRAY = 100;
    private static final Prediction FIRST = new Prediction(1, "", "a <first> label that is much too long for the width of one panel", 0.75);
    private static final Prediction SECOND = new Prediction(0, "", "B & B", 0.25);

    @TempDir
    private Path folder;

    /** A gray picture whose map is hot on the left, and whose rival is at the bottom. */
    private static Explanation explanation(float... difference) {
        byte[] rgb = new byte[32 * 32 * 3];
        Arrays.fill(rgb, (byte) GRAY);
        ClassMap map = new ClassMap(2, 2, new float[] {9, 1, 9, 1}, 0);
        return new Explanation(
                new Picture(32, 32, rgb), List.of(FIRST, SECOND), FIRST, SECOND, map, new ClassMap(2, 2, difference, 0));
    }

    private static int red(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 16 & 0xff;
    }

    private static int blue(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xff;
    }

    @Test
    void heatIsLightWhereTheMapIsLarge() {
        ExplanationDrawing drawing = ExplanationDrawing.of(explanation(1, 1, -1, -1));
        assertEquals(GRAY * 0x010101, drawing.seen().getRGB(SIDE / 2, SIDE / 2) & 0xffffff);
        assertTrue(red(drawing.heat(), 0, SIDE / 2) > 180, "inferno's last color is light");
        assertTrue(red(drawing.heat(), SIDE - 1, SIDE / 2) < 60, "its first one is black");
    }

    @Test
    void differenceIsOrangeForTheClassAndPurpleForItsRival() {
        BufferedImage image = ExplanationDrawing.of(explanation(1, 1, -1, -1)).difference();
        assertTrue(red(image, SIDE / 2, 0) > blue(image, SIDE / 2, 0) + 50, "orange above");
        assertTrue(blue(image, SIDE / 2, SIDE - 1) > red(image, SIDE / 2, SIDE - 1) + 20, "purple below");
        BufferedImage none = ExplanationDrawing.of(explanation(0, 0, 0, 0)).difference();
        assertEquals(GRAY * 0x010101, none.getRGB(0, 0) & 0xffffff, "no difference, no color");
    }

    @Test
    void scalesArePerceptuallyOrdered() {
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            int color = ColorScale.INFERNO.at(i / 100.0);
            double luma = 0.299 * (color >> 16 & 0xff) + 0.587 * (color >> 8 & 0xff) + 0.114 * (color & 0xff);
            assertTrue(luma > before, "lighter at " + i);
            before = luma;
        }
        assertEquals(0xf7f7f7, ColorScale.PURPLE_ORANGE.at(0.5));
        assertEquals(0x542788, ColorScale.PURPLE_ORANGE.at(-1));
        assertEquals(0xb35806, ColorScale.PURPLE_ORANGE.at(2));
    }

    @Test
    void aPngHasThreePanelsAndReplacesOnlyItsOwn() throws IOException {
        Path file = folder.resolve("out.png");
        for (int run = 0; run < 2; run++) {
            ExplanationPng.check(file);
            ExplanationPng.write("a\u001b[2J picture", ExplanationDrawing.of(explanation(1, 2, 3, 4)), file);
        }
        BufferedImage image = ImageIO.read(file.toFile());
        assertTrue(image.getWidth() > 3 * SIDE && image.getHeight() > SIDE);
        assertArrayEquals(new String[] {"out.png"}, folder.toFile().list());
        ImageIO.write(image, "png", file.toFile()); // another program's
        assertThrows(UserException.class, () -> ExplanationPng.check(file));
    }

    @Test
    void aPageShowsEachPictureWithItsRival() throws IOException {
        ExplanationPage page = new ExplanationPage(folder);
        page.add("1 <a>.jpg", ExplanationDrawing.of(explanation(1, 2, 3, 4)));
        page.add("2.jpg", ExplanationDrawing.of(explanation(1, 2, 3, 4)));
        page.write();
        String html = Files.readString(folder.resolve("index.html"));
        assertTrue(html.contains("<h2>1 &lt;a&gt;.jpg</h2>"), html);
        assertTrue(html.contains("a &lt;first&gt; label"), html);
        assertTrue(html.contains("against <b>B &amp; B</b>, 25.00&nbsp;%"), html);
        String[] files = folder.toFile().list();
        Arrays.sort(files);
        assertEquals(
                "[0001-difference.jpg, 0001-map.jpg, 0001-seen.jpg, 0002-difference.jpg, 0002-map.jpg, 0002-seen.jpg, index.html]",
                Arrays.toString(files));
        for (String file : files) {
            assertTrue(file.endsWith(".html") || html.contains("src=\"" + file + "\""), file);
            assertTrue(file.endsWith(".html") || ImageIO.read(folder.resolve(file).toFile()).getWidth() == SIDE, file);
        }
    }
}
