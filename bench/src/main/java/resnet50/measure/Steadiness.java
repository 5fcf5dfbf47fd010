package resnet50.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells when run times have settled: the runs are cut into windows, one after the other, and the medians of the last two differ
 * by less than {@link #TOLERANCE}. A window ends as soon as it has {@link #MIN_RUNS} runs and has lasted long enough.
 */
final class Steadiness {
    /** Relative to the smaller median. Less, and a busy machine never settles; more, and the JIT's last step goes unnoticed. */
    static final double TOLERANCE = 0.03;

    /** Fewer, and one slow run decides a window's median. */
    static final int MIN_RUNS = 3;

    private final double minWindowMs;
    private final List<Double> window = new ArrayList<>();
    private double windowMs;
    private double previousMedian = Double.NaN;
    private boolean steady;

    /** @param minWindowMs what a window takes at least, so that a fast engine is not steady before C2 has seen it */
    Steadiness(double minWindowMs) {
        this.minWindowMs = minWindowMs;
    }

    void add(double runMs) {
        window.add(runMs);
        windowMs += runMs;
        if (window.size() < MIN_RUNS || windowMs < minWindowMs) {
            return;
        }
        double median = Statistics.median(window.stream().mapToDouble(Double::doubleValue).toArray());
        // False as long as there is no previous window: NaN compares so.
        steady = Math.abs(median - previousMedian) < TOLERANCE * Math.min(median, previousMedian);
        previousMedian = median;
        window.clear();
        windowMs = 0;
    }

    /** Whether the last window that ended was like the one before it. */
    boolean reached() {
        return steady;
    }
}
