package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import resnet50.measure.LayerText;
import resnet50.measure.LayerTime;
import resnet50.measure.ProfileReport;
import resnet50.measure.ProfileResult;
import resnet50.measure.RunSetup;

class ProfilePageTest {
    @TempDir
    private Path folder;

    private String page() throws IOException {
        List<LayerTime> layers = List.of(
                new LayerTime(new LayerText("conv1+bn1", "direct", "14x2", "a <note>"), 4, 0.5, 118_013_952, 118_013_952, 59, 0.42),
                new LayerTime(new LayerText("layer1.0.conv1+layer1.0.bn1", "direct", "14x2", ""), 2, 0.25, 12_845_056, 6_422_528, 12.8, 0.045),
                new LayerTime(new LayerText("maxpool", "", "", ""), 2, 0.2499, 0, 0, 0, 0),
                new LayerTime(new LayerText("layer1.0", "", "", ""), 0.0001, 0.00001, 0, 0, 0, 0));
        RunSetup subject = new RunSetup("stage5-codegen", "kernels", "resnet50", "/a/<b>.pth", 224, 1, "512 bits");
        ProfileResult result = new ProfileResult(
                subject, 10, 20, 1, 141, 139, 140, layers, 8, 130_859_008, 124_436_480, 32.7, 0.222, List.of("The times had not settled."));
        Path file = folder.resolve("profile.html");
        ProfilePage.write(new ProfileReport(result, SampleLadder.environment()), file);
        return Files.readString(file);
    }

    @Test
    void saysWhereTheTimeGoes() throws IOException {
        String page = page();
        assertTrue(page.contains("8.00 ms per image, 32.7 GFLOP/s: 22.2 % of the FMA peak of 1 thread"), page);
        assertTrue(page.contains("conv1+bn1</th><td>4.00</td><td>50.0 %</td><td>59.0</td><td>42.0 %</td><td></td><td>direct</td>"), page);
        assertTrue(page.contains("<td>12.8</td><td>4.5 %</td><td>2.00×</td><td>direct</td>"), page);
        assertTrue(page.contains("maxpool</th><td>2.00</td><td>25.0 %</td><td></td><td></td>"), page);
        assertTrue(page.contains("all</th><td>8.00</td><td>100.0 %</td>"), page);
        assertTrue(page.contains("The times had not settled."), page);
        assertTrue(page.contains("Serial GC"), page);
    }

    @Test
    void barsAreAsLongAsTheTimes() throws IOException {
        String chart = page().lines().filter(l -> l.startsWith("<rect")).limit(3).toList().toString();
        assertEquals("[580.0, 290.0, 290.0]", chart.replaceAll("<rect[^>]* width=\"([0-9.]+)\"[^>]*>.*?</rect>", "$1"));
    }

    @Test
    void textIsEscaped() throws Exception {
        String page = page();
        assertFalse(page.contains("<note>") || page.contains("/<b>.pth"), page);
        String xml = page.replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
