package resnet50.measure;

import java.util.List;
import java.util.Locale;

/** What the reports for people have in common. */
final class ReportParts {
    private static final double BYTES_PER_GIB = 1L << 30;

    private ReportParts() {}

    static void addSubject(TextTable table, Subject subject) {
        String threads = subject.threads() == 1 ? "1 thread" : "up to " + subject.threads() + " threads";
        table.heading("Measured")
                .row("stage", subject.stage() + ": " + subject.title())
                .row("network", subject.architecture() + ", " + subject.inputSize() + " x " + subject.inputSize() + ", "
                        + threads + ", vectors " + subject.vectorWidth())
                .row("weights", subject.weights());
    }

    static void addEnvironment(TextTable table, Environment e) {
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

    static void addList(TextTable table, String label, List<String> sentences) {
        sentences.forEach(sentence -> table.row(label, sentence));
    }

    static String runs(int count) {
        return count + (count == 1 ? " run" : " runs");
    }

    private static String gib(long bytes) {
        return number(bytes / BYTES_PER_GIB) + " GiB";
    }

    /** Three digits or more, so that the table does not claim to know a noisy time to the microsecond. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String aligned(String number, String unit) {
        return String.format(Locale.ROOT, "%9s %s", number, unit).stripTrailing();
    }
}
