package resnet50.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Detects steady run times: runs are divided into consecutive windows, and the medians of the last two windows differ by less
 * than {@link #TOLERANCE}. A window ends when it has {@link #MIN_RUNS} runs and a minimum duration.
 */
final class Steadiness {
    /** Relative to the smaller median. A busy machine never reaches less; more would miss the last step of the JIT compiler. */
    static final double TOLERANCE = 0.03;

    /** With fewer runs, one slow run would determine the median. */
    static final int MIN_RUNS = 3;

    private final double minWindowMs;
    private final List<Double> window = new ArrayList<>();
    private double windowMs;
    private double previousMedian = Double.NaN;
    private boolean steady;

    /** @param minWindowMs minimum duration of a window, so that a fast engine is not steady before C2 has compiled it */
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
        // false without a previous window, whose median is NaN
        steady = Math.abs(median - previousMedian) < TOLERANCE * Math.min(median, previousMedian);
        previousMedian = median;
        window.clear();
        windowMs = 0;
    }

    /** Whether the medians of the last two windows agree. */
    boolean reached() {
        return steady;
    }
}
