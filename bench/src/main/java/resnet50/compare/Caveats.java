package resnet50.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Warnings about a comparison's figures, one sentence each. */
final class Caveats {
    /** Largest relative change of the FMA peak on a steady machine. */
    static final double PEAK_TOLERANCE = 0.1;

    /** Largest share of steal time on a steady machine. */
    static final double STOLEN_TOLERANCE = 0.05;

    /** Largest share of CPU time that other processes use on a steady machine. */
    static final double OTHERS_TOLERANCE = 0.05;

    /** Fewer turns than this get a warning. */
    static final int FEW_TURNS = 3;

    /** Time over budget from which on an overrun is reported. */
    private static final double OVERRUN = 1.1;

    private Caveats() {}

    /**
     * Summarizes the probes of the widest vectors that were probed both times.
     *
     * @param peaks before and after the rounds
     */
    static Probe probe(Peaks peaks, double stolenShare, double othersShare, Map<Integer, Double> bandwidths) {
        int bits = peaks.widestBits();
        double first = peaks.before(bits, 1);
        double last = peaks.after(bits, 1);
        boolean steady = Math.abs(first - last) <= PEAK_TOLERANCE * Math.min(first, last)
                && stolenShare <= STOLEN_TOLERANCE
                && othersShare <= OTHERS_TOLERANCE;
        return new Probe(bits, first, last, stolenShare, othersShare, steady, peaks.byThreads(bits), bandwidths);
    }

    /** @param seconds duration of the whole comparison */
    static List<String> of(Probe probe, List<ProgramResult> rungs, double budgetSeconds, double seconds) {
        List<String> notes = new ArrayList<>();
        double low = Math.min(probe.beforeGflops(), probe.afterGflops());
        if (Double.isNaN(low)) {
            notes.add("Peak speed could not be measured; the machine's stability is unknown.");
        } else if (Math.abs(probe.beforeGflops() - probe.afterGflops()) > PEAK_TOLERANCE * low) {
            notes.add(String.format(
                    Locale.ROOT,
                    "UNSTEADY: the FMA peak of one thread was %.1f GFLOP/s before and %.1f after the rounds.",
                    probe.beforeGflops(),
                    probe.afterGflops()));
        }
        if (probe.stolenShare() > STOLEN_TOLERANCE) {
            notes.add(String.format(
                    Locale.ROOT, "UNSTEADY: %.0f %% of the CPU time was steal time.", 100 * probe.stolenShare()));
        }
        if (probe.othersShare() > OTHERS_TOLERANCE) {
            notes.add(String.format(
                    Locale.ROOT, "UNSTEADY: other processes used %.0f %% of the CPU time of the machine.", 100 * probe.othersShare()));
        }
        List<String> few = rungs.stream()
                .filter(r -> r.status() == ProgramResult.Status.RIGHT && r.latency().runs() < FEW_TURNS)
                .map(r -> r.name() + " " + r.latency().runs())
                .toList();
        if (!few.isEmpty()) {
            notes.add("Few turns (" + String.join(", ", few) + "): a larger --budget gives more.");
        }
        if (seconds > OVERRUN * budgetSeconds) {
            notes.add(String.format(
                    Locale.ROOT, "The budget of %.0f s was too small for one round and was overrun: it took %.0f s.", budgetSeconds, seconds));
        }
        return notes;
    }
}
