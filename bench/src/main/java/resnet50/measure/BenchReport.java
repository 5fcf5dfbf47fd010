package resnet50.measure;

import static resnet50.measure.ReportParts.addEnvironment;
import static resnet50.measure.ReportParts.addList;
import static resnet50.measure.ReportParts.addSubject;
import static resnet50.measure.ReportParts.aligned;
import static resnet50.measure.ReportParts.number;
import static resnet50.measure.ReportParts.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.Collectors;
import resnet50.core.AllocationMeter;
import resnet50.environment.Environment;
import resnet50.text.Json;
import resnet50.text.TextTable;

/** The result of {@code bench} and its environment, as text and as JSON. */
public record BenchReport(BenchResult result, Environment environment) {
    private static final double BYTES_PER_MB = 1e6;

    /** Smaller amounts are printed in bytes, others in MB. */
    private static final long FEW_BYTES = 10_000;

    /**
     * One JSON object, {@code {"result": {...}, "environment": {...}}}; the fields have the names of the
     * components of {@link BenchResult} and {@link Environment}, which document their units. The date is ISO 8601.
     */
    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is not a report
     */
    public static BenchReport fromJson(String json) {
        try {
            return Json.read(json, BenchReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a bench report: " + e.getOriginalMessage(), e);
        }
    }

    /** A table of at most 80 columns. Milliseconds are wall-clock, MB are 10^6 bytes, GiB 2^30. */
    public String toText() {
        TextTable table = new TextTable();
        addSubject(table, result.subject());
        addTimes(table);
        addMemory(table);
        if (!result.notes().isEmpty()) {
            addList(table.heading("Notes"), "note", result.notes());
        }
        addEnvironment(table, environment);
        return table.toString();
    }

    private void addTimes(TextTable table) {
        Latency latency = result.latency();
        table.heading("Cold")
                .row("load", ms(result.loadMs()))
                .row("first run", ms(result.firstRunsMs().getFirst()))
                .row("first label after", ms(result.timeToFirstLabelMs()) + " from the JVM's start")
                .row("first runs, ms", result.firstRunsMs().stream().map(ReportParts::number).collect(Collectors.joining(" ")))
                .row("warm-up", ms(result.warmUpMs()) + " in " + runs(result.warmUpRuns()) + ", "
                        + (result.steady() ? "steady" : "NOT STEADY"));
        table.heading("Warm, " + runs(latency.runs()))
                .row("median", ms(latency.medianMs()))
                .row("mean", ms(latency.meanMs()))
                .row("90th percentile", ms(latency.p90Ms()))
                .row("fastest", ms(latency.minMs()))
                .row("slowest", ms(latency.maxMs()))
                .row("one at a time", aligned(number(result.picturesPerSecond()), "images/s"))
                .row("throughput", throughput())
                .row("logits", result.deterministic() ? "identical in every run" : "NOT IDENTICAL in every run");
    }

    private String throughput() {
        return Double.isNaN(result.throughput())
                ? "not measured; --throughput does"
                : aligned(number(result.throughput()), "images/s, " + result.lanes() + " at a time");
    }

    private void addMemory(TextTable table) {
        table.heading("Per image")
                .row("allocated, caller", bytes(result.callerBytes()))
                .row("allocated, threads", bytes(result.allThreadsBytes()))
                .row("weights read", bytes(result.weightsBytes()));
    }

    private static String ms(double value) {
        return aligned(number(value), "ms");
    }

    private static String bytes(long count) {
        if (count == AllocationMeter.UNKNOWN) {
            return aligned(Environment.UNKNOWN, "");
        }
        return count < FEW_BYTES ? aligned(Long.toString(count), "bytes") : aligned(number(count / BYTES_PER_MB), "MB");
    }
}
