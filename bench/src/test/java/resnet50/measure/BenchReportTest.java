package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import resnet50.core.AllocationMeter;
import resnet50.environment.Environment;

class BenchReportTest {
    private static final String LONG_PATH = "/a/long/path" + "/folder".repeat(20);

    private static final BenchReport FAST = new BenchReport(
            result(BenchTest.SUBJECT, Collections.nCopies(20, 71.23), 0, true, List.of()), environment("Xeon", List.of()));

    private static final BenchReport SLOW = new BenchReport(
            result(
                    new RunSetup("naive", "plain loops", "resnext101_32x8d", LONG_PATH, 224, 64, "512"),
                    Collections.nCopies(20, 123_456.789),
                    102_228_128,
                    false,
                    List.of("Only 3 runs were measured; a larger budget allows more. ".repeat(4))),
            environment("A processor with a long name ".repeat(6), List.of("Everything is interpreted. ".repeat(5))));

    @Test
    void fitsATerminal() {
        for (BenchReport report : List.of(FAST, SLOW)) {
            report.toText().lines().forEach(line -> assertTrue(line.length() <= 80, line));
            report.toText().lines().forEach(line -> assertEquals(line.stripTrailing(), line));
        }
    }

    @Test
    void showsNumbersWithTheirUnits() {
        String text = FAST.toText();
        assertLine(text, "load", "250 ms");
        assertLine(text, "first run", "71.2 ms");
        assertLine(text, "first label after", "1235 ms from the JVM's start");
        assertLine(text, "warm-up", "2136 ms in 30 runs, steady");
        assertLine(text, "median", "71.2 ms");
        assertLine(text, "slowest", "80.0 ms");
        assertLine(text, "one at a time", "14.0 images/s");
        assertLine(text, "throughput", "27.5 images/s, 2 at a time");
        assertLine(text, "allocated, caller", "0 bytes");
        assertLine(text, "weights read", "0 bytes");
        assertLine(text, "logits", "identical in every run");
        assertLine(text, "logical cores", "2 of 8");
        assertLine(text, "memory", "8.00 GiB");
        assertLine(text, "vectors", "512 bits, UseAVX=3");
    }

    @Test
    void saysWhatIsWrong() {
        String text = SLOW.toText();
        assertLine(text, "warm-up", "2136 ms in 30 runs, NOT STEADY");
        assertLine(text, "logits", "NOT IDENTICAL in every run");
        assertLine(text, "throughput", "not measured; --throughput does");
        assertLine(text, "weights read", "102 MB");
        assertLine(text, "allocated, caller", "unknown");
        assertTrue(text.contains("Only 3 runs"));
        assertTrue(text.contains("Everything is interpreted"));
    }

    @Test
    void wrappedLinesKeepAllWords() {
        String joined = SLOW.toText().replaceAll("\\s+", "");
        assertTrue(joined.contains(LONG_PATH));
        assertTrue(joined.contains("Aprocessorwithalongname".repeat(6)));
        assertTrue(joined.contains("123457".repeat(20)));
    }

    @Test
    void survivesTheWayThroughJson() {
        assertEquals(FAST, BenchReport.fromJson(FAST.toJson()));
        assertEquals(SLOW, BenchReport.fromJson(SLOW.toJson()));
    }

    /** Other programs read these fields, so their names must not change. */
    @Test
    void namesItsJsonFields() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(FAST.toJson());
        assertEquals(Set.of("environment", "result"), names(json));
        assertEquals(
                Set.of("subject", "loadMs", "timeToFirstLabelMs", "firstRunsMs", "warmUpRuns", "warmUpMs", "steady", "latency",
                        "picturesPerSecond", "lanes", "throughput", "callerBytes", "allThreadsBytes", "weightsBytes", "deterministic", "notes"),
                names(json.get("result")));
        assertEquals(
                Set.of("stage", "title", "architecture", "weights", "inputSize", "threads", "vectorWidth"),
                names(json.at("/result/subject")));
        assertEquals(Set.of("runs", "medianMs", "meanMs", "p90Ms", "minMs", "maxMs"), names(json.at("/result/latency")));
        assertEquals(
                Set.of("date", "gitCommit", "cpu", "cores", "machineCores", "memoryBytes", "os", "jvmName", "jvmVersion",
                        "jvmVendor", "jvmMode", "gc", "maxHeapBytes", "vectorBits", "useAvx", "warnings"),
                names(json.get("environment")));
        assertEquals(71.23, json.at("/result/firstRunsMs/0").doubleValue());
        assertEquals("2026-11-21T12:00:00Z", json.at("/environment/date").textValue());
    }

    @Test
    void refusesOtherJson() {
        assertThrows(IllegalArgumentException.class, () -> BenchReport.fromJson("{\"result\": 1}"));
        assertThrows(IllegalArgumentException.class, () -> BenchReport.fromJson("not JSON"));
        String badDate = FAST.toJson().replace("2026-11-21T12:00:00Z", "yesterday");
        assertThrows(IllegalArgumentException.class, () -> BenchReport.fromJson(badDate));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertLine(String text, String label, String value) {
        String wanted = label + " " + value;
        boolean found = text.lines().anyMatch(line -> line.strip().replaceAll(" +", " ").equals(wanted));
        assertTrue(found, () -> "no line \"" + wanted + "\" in\n" + text);
    }

    private static BenchResult result(
            RunSetup subject, List<Double> curve, long weightsBytes, boolean good, List<String> notes) {
        Latency latency = new Latency(100, 71.23, 71.4, 75, 70.9, 80);
        long bytes = good ? 0 : AllocationMeter.UNKNOWN;
        return new BenchResult(
                subject, 250, 1234.6, curve, 30, 2136.4, good, latency, 14.0056, 2,
                good ? 27.5 : Double.NaN, bytes, bytes, weightsBytes, good, notes);
    }

    static Environment environment(String cpu, List<String> warnings) {
        return new Environment(
                Instant.parse("2026-11-21T12:00:00Z"), "0123abc", cpu, 2, 8, 8L << 30, "Linux 6.1 amd64",
                "OpenJDK 64-Bit Server VM", "25.0.3+9-LTS", "Eclipse Adoptium", "mixed mode, sharing", "G1", 2L << 30, 512, 3,
                warnings);
    }
}
