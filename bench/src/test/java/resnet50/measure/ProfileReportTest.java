package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProfileReportTest {
    private static final LayerText NONE = new LayerText("maxpool", "", "", "");

    private static final ProfileReport PLAIN = report(
            List.of(),
            new LayerTime(new LayerText("layer1.0.conv1+layer1.0.bn1", "", "", ""), 12.345, 0.75, 500, 500, 98.76, 0.7052),
            new LayerTime(NONE, 4.1, 0.249, 0, 0, 0, 0),
            new LayerTime(NONE, 0.01, 0.0004, 0, 0, 0, 0),
            new LayerTime(NONE, 0.02, 0.0002, 0, 0, 0, 0));

    private static final ProfileReport PLANNED = report(
            List.of("The times had not settled. ".repeat(8)),
            new LayerTime(
                    new LayerText("layer3.22.downsample.0+layer3.22.downsample.1+layer3.22.a.long.name", "winograd F(4,3)",
                            "6x2", "nChw16c"),
                    123_456.7, 1, 500, 125, 123_456.7, 123.456),
            new LayerTime(new LayerText("conv1", "an algorithm with a name too long", "14x2 twice", "a note ".repeat(20)), 1, 0.5,
                    500, 500, 1, 0.5),
            new LayerTime(NONE, 1, 0.1, 0, 0, 0, 0));

    @Test
    void fitsATerminal() {
        for (ProfileReport report : List.of(PLAIN, PLANNED)) {
            report.toText(false).lines().forEach(line -> assertTrue(line.length() <= 100 || line.contains("a note"), line));
            report.toText(false).lines().forEach(line -> assertEquals(line.stripTrailing(), line));
        }
    }

    @Test
    void showsALayerALineAndTheLittleOnesAsOne() {
        String text = PLAIN.toText(false);
        assertLine(text, "FMA peak of 1 thread 140 GFLOP/s before, 141 after");
        assertLine(text, "Layers, median of 5 runs ms % GFLOP/s % peak fewer");
        assertLine(text, "layer1.0.conv1+bn1 12.3 75.0 98.8 70.5");
        assertLine(text, "maxpool 4.10 24.9");
        assertLine(text, "2 others 0.030 0.1");
        assertLine(text, "All 16.5 100.0 60.6 43.1 1.25");
        assertFalse(text.contains("Notes"), text);
    }

    @Test
    void showsPlansBesideTheTimes() {
        String text = PLANNED.toText(false);
        assertLine(text, "layer3.22.downsample.0+1.. 123457 100.0 123457 12345.6 4.00 winograd F(4,3) 6x2 nChw16c");
        assertTrue(text.contains("an algorithm w..  14x2 ..  " + "a note ".repeat(20).strip() + "\n"), text);
        assertTrue(text.contains("Notes\n  note                  The times had not settled."), text);
    }

    @Test
    void slowestLayersComeFirstOnRequest() {
        LayerTime fast = new LayerTime(new LayerText("conv1", "direct", "", ""), 1, 0.25, 500, 500, 1, 0.5);
        LayerTime slow = new LayerTime(new LayerText("conv2", "direct", "", ""), 3, 0.75, 500, 500, 1, 0.5);
        ProfileReport report = report(List.of(), fast, slow);
        assertTrue(report.toText(false).indexOf("conv1") < report.toText(false).indexOf("conv2"));
        assertTrue(report.toText(true).indexOf("conv1") > report.toText(true).indexOf("conv2"));
    }

    @Test
    void columnsAreAligned() {
        List<String> rows = PLANNED.toText(false).lines().filter(line -> line.contains("6x2") || line.contains("14x2")).toList();
        assertEquals(rows.get(0).indexOf("6x2"), rows.get(1).indexOf("14x2"), String.join("\n", rows));
    }

    /** Other programs read these fields, so their names must not change. */
    @Test
    void namesItsJsonFields() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(PLANNED.toJson());
        assertEquals(Set.of("environment", "result"), names(json));
        assertEquals(
                Set.of("subject", "runs", "warmUpRuns", "threads", "peakBeforeGflops", "peakAfterGflops", "peakGflops", "layers", "totalMs",
                        "totalMacs", "totalNeededMacs", "totalGflops", "totalOfPeak", "notes"),
                names(json.get("result")));
        JsonNode layer = json.at("/result/layers/1");
        assertEquals(Set.of("plan", "medianMs", "share", "macs", "neededMacs", "gflops", "ofPeak"), names(layer));
        assertEquals(Set.of("layer", "algorithm", "tile", "note"), names(layer.get("plan")));
        assertEquals("conv1", layer.at("/plan/layer").textValue());
        assertEquals(0.5, layer.get("share").doubleValue());
        assertEquals(500, layer.get("macs").longValue());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertLine(String text, String wanted) {
        boolean found = text.lines().anyMatch(line -> line.strip().replaceAll(" +", " ").equals(wanted));
        assertTrue(found, () -> "no line \"" + wanted + "\" in\n" + text);
    }

    private static ProfileReport report(List<String> notes, LayerTime... layers) {
        ProfileResult result = new ProfileResult(
                BenchTest.SUBJECT, 5, 7, 1, 140.4, 141, 140.7, List.of(layers), 16.475, 500_000_000, 400_000_000, 60.6, 0.431, notes);
        return new ProfileReport(result, BenchReportTest.environment("Xeon", List.of()));
    }
}
