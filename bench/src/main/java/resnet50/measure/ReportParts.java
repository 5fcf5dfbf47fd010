package resnet50.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import resnet50.environment.Environment;
import resnet50.text.TextTable;

/** Common parts of text reports. */
public final class ReportParts {
    private static final double BYTES_PER_GIB = 1L << 30;

    private ReportParts() {}

    public static void addSubject(TextTable table, RunSetup subject) {
        String threads = subject.threads() == 1 ? "1 thread" : "up to " + subject.threads() + " threads";
        table.heading("Measured")
                .row("stage", subject.stage() + ": " + subject.title())
                .row("network", subject.architecture() + ", " + subject.inputSize() + " x " + subject.inputSize() + ", "
                        + threads + ", vectors " + subject.vectorWidth())
                .row("weights", subject.weights());
    }

    public static void addEnvironment(TextTable table, Environment e) {
        table.heading("Environment");
        environment(e).forEach(table::row);
        addList(table, "warning", e.warnings());
    }

    /** Labels and values, without the warnings. */
    public static Map<String, String> environment(Environment e) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("CPU", e.cpu());
        rows.put("logical cores", e.cores() + (e.machineCores() > e.cores() ? " of " + e.machineCores() : ""));
        rows.put("memory", e.memoryBytes() > 0 ? gib(e.memoryBytes()) : Environment.UNKNOWN);
        rows.put("OS", e.os());
        rows.put("JVM", e.jvmName() + " " + e.jvmVersion() + ", " + e.jvmVendor() + ", " + e.jvmMode());
        rows.put("heap", "up to " + gib(e.maxHeapBytes()) + ", " + e.gc() + " GC");
        rows.put("vectors", (e.vectorBits() > 0 ? e.vectorBits() + " bits" : "none") + (e.useAvx() >= 0 ? ", UseAVX=" + e.useAvx() : ""));
        rows.put("commit", e.gitCommit());
        rows.put("date", e.date().toString());
        return rows;
    }

    static void addList(TextTable table, String label, List<String> sentences) {
        sentences.forEach(sentence -> table.row(label, sentence));
    }

    static String runs(int count) {
        return count(count, "run");
    }

    /** {@code 1 thread}, {@code 2 threads}. */
    public static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String gib(long bytes) {
        return number(bytes / BYTES_PER_GIB) + " GiB";
    }

    /** Three significant digits, and all digits before the point. */
    public static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String aligned(String number, String unit) {
        return String.format(Locale.ROOT, "%9s %s", number, unit).stripTrailing();
    }
}
