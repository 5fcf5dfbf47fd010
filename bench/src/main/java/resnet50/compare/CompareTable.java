package resnet50.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import resnet50.compare.ProgramResult.Status;
import resnet50.environment.Environment;

/** A comparison as text: tables of at most 100 columns, in ASCII. */
public final class CompareTable {
    /** Maximum line length. */
    static final int WIDTH = 100;

    private static final int NAME_WIDTH = 19;
    private static final int BAR_WIDTH = 18;
    private static final int INDENT = 2;
    private static final double BYTES_PER_MB = 1e6;

    private final StringBuilder text = new StringBuilder();
    private final Comparison comparison;
    private final double fastest;
    private final double slowest;

    private CompareTable(Comparison comparison) {
        this.comparison = comparison;
        double[] medians = comparison.rungs().stream()
                .filter(r -> r.status() == Status.RIGHT)
                .mapToDouble(r -> r.latency().medianMs())
                .sorted()
                .toArray();
        fastest = medians.length == 0 ? 1 : medians[0];
        slowest = medians.length == 0 ? 1 : medians[medians.length - 1];
    }

    /** All lines, each with its line end. */
    public static String of(Comparison comparison) {
        CompareTable table = new CompareTable(comparison);
        table.head();
        table.speeds();
        table.costs();
        table.problems();
        table.tail();
        return table.text.toString();
    }

    private void head() {
        Comparison c = comparison;
        wrapped("", c.architecture() + ", " + c.inputSize() + " x " + c.inputSize() + ", one image at a time, up to "
                + c.threads() + (c.threads() == 1 ? " thread" : " threads") + "; weights: " + c.weights());
        text.append('\n');
    }

    private void speeds() {
        line(speed("", "ms", "x prev", "x first", "images/s", "GFLOP/s", "% peak", "fewer", "time, log."));
        for (ProgramResult r : comparison.rungs()) {
            line(r.status() == Status.RIGHT
                    ? speed(
                            r.name(),
                            number(r.latency().medianMs()),
                            number(r.overPrevious()),
                            number(r.overFirst()),
                            number(r.picturesPerSecond()),
                            number(r.gflops()),
                            number(100 * r.ofPeak()),
                            r.reduction() == 1 ? "" : number(r.reduction()),
                            bar(r.latency().medianMs()))
                    : speed(r.name(), r.status().name(), "", "", "", "", "", "", ""));
        }
        text.append('\n');
    }

    private static String speed(
            String name, String ms, String below, String first, String pictures, String gflops, String peak, String fewer, String bar) {
        return String.format(
                Locale.ROOT,
                "%s %7s %7s %7s %10s %7s %6s %5s  %s",
                name(name), ms, below, first, pictures, gflops, peak, fewer, bar);
    }

    /** One character for the fastest program, {@link #BAR_WIDTH} for the slowest, logarithmic. */
    private String bar(double ms) {
        double share = slowest > fastest ? Math.log(ms / fastest) / Math.log(slowest / fastest) : 0;
        return "#".repeat(1 + (int) Math.round(share * (BAR_WIDTH - 1)));
    }

    private void costs() {
        line(cost("", "runs", "min", "p90", "1st s", "load ms", "alloc MB", "read MB", "mem MB", "max diff", "top-5"));
        for (ProgramResult r : comparison.rungs()) {
            if (r.status() != Status.FAILED) {
                line(cost(
                        r.name(),
                        Integer.toString(r.latency().runs()),
                        number(r.latency().minMs()),
                        number(r.latency().p90Ms()),
                        number(r.firstLabelMs() / 1000),
                        number(r.loadMs()),
                        megabytes(r.allocatedBytes()),
                        megabytes(r.weightsBytes()),
                        megabytes(r.residentBytes()),
                        Double.isNaN(r.maxLogitDifference()) ? "" : String.format(Locale.ROOT, "%.1e", r.maxLogitDifference()),
                        r.top5Agrees() ? "same" : "OTHER"));
            }
        }
        text.append('\n');
    }

    private static String cost(
            String name, String runs, String min, String p90, String first, String load, String allocated, String read,
            String memory, String difference, String top5) {
        return String.format(
                Locale.ROOT,
                "%s %5s %7s %7s %6s %7s %8s %7s %6s %8s  %s",
                name(name), runs, min, p90, first, load, allocated, read, memory, difference, top5);
    }

    private void problems() {
        for (ProgramResult r : comparison.rungs()) {
            if (r.status() != Status.RIGHT) {
                wrapped(r.status() + ": ", r.name() + ": " + r.problem());
            }
        }
    }

    private void tail() {
        wrapped("", "Times are medians. A speed-up (x) is the median of the ratios of two programs' times in the same round; it can"
                + " differ from the quotient of the medians. GFLOP/s are by the definition of convolution; % peak counts only the"
                + " multiplications that the algorithms need, and 'fewer' is the factor by which these are fewer.");
        comparison.notes().forEach(note -> wrapped("", note));
        comparison.environment().warnings().forEach(warning -> wrapped("", warning));
        Probe p = comparison.probe();
        wrapped("", "Logits are compared with " + comparison.reference() + ". FMA peak of one thread with "
                + (p.vectorBits() == 0 ? "plain loops" : "vectors of " + p.vectorBits() + " bits") + ": "
                + number(p.beforeGflops()) + " GFLOP/s before, " + number(p.afterGflops()) + " after"
                + (p.stolenShare() < 0 ? "" : String.format(Locale.ROOT, "; %.1f %% steal time", 100 * p.stolenShare()))
                + (p.othersShare() < 0 ? "" : String.format(Locale.ROOT, "; %.1f %% used by other processes", 100 * p.othersShare()))
                + ".");
        Environment e = comparison.environment();
        wrapped("", e.cpu() + ", " + e.cores() + " cores, JVM " + e.jvmVersion() + ", commit " + e.gitCommit() + ", "
                + e.date());
    }

    private static String name(String name) {
        String cut = name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 2) + "..";
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", cut);
    }

    /** Empty for an unknown figure. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 0} means zero bytes; smaller amounts than 0.001 MB are rounded up. */
    private static String megabytes(long bytes) {
        return bytes < 0 ? "" : bytes == 0 ? "0" : number(Math.max(0.001, bytes / BYTES_PER_MB));
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** Wraps between words and indents continuation lines. */
    private void wrapped(String label, String sentence) {
        List<String> words = new ArrayList<>(List.of((label + sentence).split(" ")));
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(INDENT));
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            while (line.length() + rest.length() > WIDTH) {
                int room = WIDTH - line.length();
                line(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(" ".repeat(INDENT));
            }
            line.append(rest);
        }
        line(line.toString());
    }
}
