package resnet50.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A measurement and where it was taken, for people and for programs. */
public record BenchReport(BenchResult result, Environment environment) {
    private static final double BYTES_PER_MB = 1e6;
    private static final double BYTES_PER_GIB = 1L << 30;

    /** Fewer bytes than this are shown one by one. */
    private static final long FEW_BYTES = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    /**
     * One JSON object, {@code {"result": {...}, "environment": {...}}}; the fields are named as the components of
     * {@link BenchResult} and {@link Environment}, which give their units, and the date is ISO 8601.
     */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the report as JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static BenchReport fromJson(String json) {
        try {
            return JSON.readValue(json, BenchReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a bench report: " + e.getOriginalMessage(), e);
        }
    }

    /** A table of at most 80 columns. Milliseconds are wall-clock, MB are 10^6 bytes, GiB 2^30. */
    public String toText() {
        TextTable table = new TextTable();
        addSubject(table);
        addTimes(table);
        addMemory(table);
        if (!result.notes().isEmpty()) {
            addList(table.heading("Notes"), "note", result.notes());
        }
        addEnvironment(table);
        return table.toString();
    }

    private void addSubject(TextTable table) {
        Subject subject = result.subject();
        String threads = subject.threads() == 1 ? "1 thread" : "up to " + subject.threads() + " threads";
        table.heading("Measured")
                .row("stage", subject.stage() + ": " + subject.title())
                .row("network", subject.architecture() + ", " + subject.inputSize() + " x " + subject.inputSize() + ", "
                        + threads + ", vectors " + subject.vectorWidth())
                .row("weights", subject.weights());
    }

    private void addTimes(TextTable table) {
        Latency latency = result.latency();
        table.heading("Cold")
                .row("load", ms(result.loadMs()))
                .row("first run", ms(result.firstRunsMs().getFirst()))
                .row("first label after", ms(result.timeToFirstLabelMs()) + " since the JVM's start")
                .row("first runs, ms", result.firstRunsMs().stream().map(BenchReport::number).collect(Collectors.joining(" ")))
                .row("warm-up", ms(result.warmUpMs()) + " in " + runs(result.warmUpRuns()) + ", "
                        + (result.steady() ? "steady" : "NOT STEADY"));
        table.heading("Warm, " + runs(latency.runs()))
                .row("median", ms(latency.medianMs()))
                .row("mean", ms(latency.meanMs()))
                .row("90th percentile", ms(latency.p90Ms()))
                .row("fastest", ms(latency.minMs()))
                .row("slowest", ms(latency.maxMs()))
                .row("throughput", aligned(number(result.picturesPerSecond()), "pictures/s"))
                .row("logits", result.deterministic() ? "the same bits in every run" : "NOT THE SAME in every run");
    }

    private void addMemory(TextTable table) {
        table.heading("Per picture")
                .row("allocated, caller", bytes(result.callerBytes()))
                .row("allocated, JVM", bytes(result.allThreadsBytes()))
                .row("weights read", bytes(result.weightsBytes()));
    }

    private void addEnvironment(TextTable table) {
        Environment e = environment;
        String cores = e.cores() + (e.machineCores() > e.cores() ? " of " + e.machineCores() : "");
        table.heading("Environment")
                .row("CPU", e.cpu())
                .row("logical cores", cores)
                .row("memory", e.memoryBytes() > 0 ? gib(e.memoryBytes()) : Environment.UNKNOWN)
                .row("OS", e.os())
                .row("JVM", e.jvmName() + " " + e.jvmVersion() + ", " + e.jvmVendor() + ", " + e.jvmMode())
                .row("heap", "up to " + gib(e.maxHeapBytes()) + ", " + e.gc() + " GC")
                .row("vectors", (e.vectorBits() > 0 ? e.vectorBits() + " bits" : "none")
                        + (e.useAvx() >= 0 ? ", UseAVX=" + e.useAvx() : ""))
                .row("commit", e.gitCommit())
                .row("date", e.date().toString());
        addList(table, "warning", e.warnings());
    }

    private static void addList(TextTable table, String label, List<String> sentences) {
        sentences.forEach(sentence -> table.row(label, sentence));
    }

    private static String runs(int count) {
        return count + (count == 1 ? " run" : " runs");
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

    private static String gib(long bytes) {
        return number(bytes / BYTES_PER_GIB) + " GiB";
    }

    /** Three digits or more, so that the table does not claim to know a noisy time to the microsecond. */
    private static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String aligned(String number, String unit) {
        return String.format(Locale.ROOT, "%9s %s", number, unit).stripTrailing();
    }

    /** Jackson's own reader of dates is a module of its own, which one field is not worth. */
    private static final class InstantReader extends FromStringDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }
}
