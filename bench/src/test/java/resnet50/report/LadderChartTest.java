package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.UserException;

class LadderChartTest {
    @TempDir
    private Path folder;

    private String svg() throws IOException {
        Path file = folder.resolve("ladder.svg");
        LadderChart.writeSvg(SampleLadder.bad(), file);
        return Files.readString(file);
    }

    @Test
    void isAnSvgFile() throws Exception {
        String svg = svg();
        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
        assertTrue(svg.contains("prefers-color-scheme: dark"), svg);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("ladder.svg").toFile());
    }

    @Test
    void equalFactorsAreEquallyLong() throws IOException {
        String svg = svg();
        double one = tick(svg, "100");
        double two = tick(svg, "1000");
        double three = tick(svg, "10000");
        assertEquals(two - one, three - two, 0.2);
        double median = median(svg, "stage2-vector");
        assertEquals(one + (two - one) * Math.log10(9.11), median, 0.2);
    }

    @Test
    void wrongProgramsAreNotDrawn() throws IOException {
        String svg = svg();
        assertTrue(svg.contains("stage1-naive: median 7971 ms of 37 runs, 7732 to 11159"), svg);
        assertFalse(svg.contains("stage3-preload: median"), svg);
        assertTrue(svg.contains("WRONG: logits &lt;b&gt;differ"), svg);
        assertTrue(svg.contains("FAILED: died with exit code 137"), svg);
        assertFalse(svg.contains("0.123"), svg);
    }

    @Test
    void isAPngFile() throws IOException {
        Path file = folder.resolve("ladder.png");
        try {
            LadderChart.writePng(SampleLadder.good(), file);
        } catch (UserException e) {
            assertTrue(e.getMessage().startsWith(file + ": cannot be drawn: this system has no fonts"), e.getMessage());
            abort(e.getMessage());
        }
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(1600, image.getWidth());
        assertEquals(0xFFFFFFFF, image.getRGB(1, 1));
        int blue = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                blue += image.getRGB(x, y) == 0xFF1F6FEB ? 1 : 0;
            }
        }
        assertTrue(blue > 1000, "pixels of the boxes' color: " + blue);
    }

    /** Returns the x coordinate of the tick with this label. */
    private static double tick(String svg, String label) {
        return number(svg, "<text x=\"([0-9.]+)\"[^>]*><tspan class=\"f-muted\">" + label + "</tspan>");
    }

    /** Returns the x coordinate of the middle of the black bar. */
    private static double median(String svg, String name) {
        return number(svg, "<rect class=\"f-text\" x=\"([0-9.]+)\"[^>]*><title>" + name) + 1.5;
    }

    private static double number(String svg, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(svg);
        assertTrue(matcher.find(), pattern);
        return Double.parseDouble(matcher.group(1));
    }
}
