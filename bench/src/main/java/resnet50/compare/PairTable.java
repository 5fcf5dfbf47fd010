package resnet50.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import resnet50.compare.ProgramResult.Status;
import resnet50.measure.ReportParts;

/** A comparison of two programs in pairs, as plain text. */
public final class PairTable {
    private PairTable() {}

    /** @param comparison of two programs */
    public static String of(Comparison comparison) {
        PairRatio pair = Objects.requireNonNull(comparison.pair(), "not a comparison of two programs");
        List<String> lines = new ArrayList<>();
        lines.add(comparison.architecture() + ", " + comparison.inputSize() + " x " + comparison.inputSize()
                + ", one image at a time, up to " + ReportParts.count(comparison.threads(), "thread") + "; weights: "
                + comparison.weights());
        addProgram(lines, "A", comparison.rungs().getFirst());
        addProgram(lines, "B", comparison.rungs().getLast());
        if (pair.pairs() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "A/B  median %8.3f     quartiles %.3f to %.3f; %s in ABBA order, percentiles of the ratios",
                    pair.median(),
                    pair.p25(),
                    pair.p75(),
                    ReportParts.count(pair.pairs(), "pair")));
        }
        if (!Double.isNaN(pair.maxLogitDifference())) {
            String verdict = pair.logitsAgree() ? "agree" : "DIFFER";
            lines.add(String.format(
                    Locale.ROOT, "logits %s: the largest difference is %.1e", verdict, pair.maxLogitDifference()));
        }
        lines.addAll(comparison.notes());
        lines.addAll(comparison.environment().warnings());
        return String.join("\n", lines) + "\n";
    }

    private static void addProgram(List<String> lines, String letter, ProgramResult rung) {
        String vectors = rung.vectorBits() > 0 ? rung.vectorBits() + " bits" : "not known";
        lines.add(letter + "    " + rung.name() + ", " + ReportParts.count(rung.threads(), "thread") + ", vectors: " + vectors);
        if (rung.status() != Status.RIGHT) {
            lines.add("     " + rung.status() + ": " + rung.problem());
        }
        Spread spread = rung.latency();
        if (spread.runs() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "     median %8.3f ms  quartiles %.3f to %.3f",
                    spread.medianMs(),
                    spread.p25Ms(),
                    spread.p75Ms()));
        }
    }
}
