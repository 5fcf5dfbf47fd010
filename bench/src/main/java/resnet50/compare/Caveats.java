package resnet50.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What makes a comparison's numbers doubtful, in sentences for its reader. */
final class Caveats {
    /** A machine whose speed changed by more than this part is not steady. */
    static final double PEAK_TOLERANCE = 0.1;

    /** More of the processors' time than this, given to others, is not little. */
    static final double STOLEN_TOLERANCE = 0.05;

    /** With fewer turns a rung's median is worth a warning. */
    static final int FEW_TURNS = 3;

    /** Of the budget; less is no overrun. */
    private static final double OVERRUN = 1.1;

    private Caveats() {}

    /**
     * @param before GFLOP/s of one thread by the vectors' width
     * @param after  the same after the rounds; the widest that was probed both times counts
     */
    static Probe probe(
            Map<Integer, Double> before, Map<Integer, Double> after, double stolenShare, Map<Integer, Double> bandwidths) {
        int bits = before.keySet().stream().filter(after::containsKey).mapToInt(Integer::intValue).max().orElse(0);
        double first = before.getOrDefault(bits, Double.NaN);
        double last = after.getOrDefault(bits, Double.NaN);
        boolean steady = Math.abs(first - last) <= PEAK_TOLERANCE * Math.min(first, last) && stolenShare <= STOLEN_TOLERANCE;
        return new Probe(bits, first, last, stolenShare, steady, bandwidths);
    }

    /** @param seconds what everything took */
    static List<String> of(Probe probe, List<ProgramResult> rungs, double budgetSeconds, double seconds) {
        List<String> notes = new ArrayList<>();
        double low = Math.min(probe.beforeGflops(), probe.afterGflops());
        if (Double.isNaN(low)) {
            notes.add("Peak speed could not be measured; the machine's stability is unknown.");
        } else if (Math.abs(probe.beforeGflops() - probe.afterGflops()) > PEAK_TOLERANCE * low) {
            notes.add(String.format(
                    Locale.ROOT,
                    "UNSTEADY: a thread's FMA peak was %.1f GFLOP/s before and %.1f after the rounds.",
                    probe.beforeGflops(),
                    probe.afterGflops()));
        }
        if (probe.stolenShare() > STOLEN_TOLERANCE) {
            notes.add(String.format(
                    Locale.ROOT, "UNSTEADY: the host gave %.0f %% of the processors' time to others.", 100 * probe.stolenShare()));
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
