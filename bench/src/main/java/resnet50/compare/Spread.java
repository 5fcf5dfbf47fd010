package resnet50.compare;

import java.util.List;
import resnet50.measure.Statistics;

/** Distribution of run times, in milliseconds; all NaN if there are no runs. */
public record Spread(int runs, double minMs, double p25Ms, double medianMs, double p75Ms, double p90Ms, double maxMs) {
    /** @param runsMs times in any order */
    static Spread of(List<Double> runsMs) {
        double[] ms = runsMs.stream().mapToDouble(Double::doubleValue).toArray();
        if (ms.length == 0) {
            return new Spread(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Spread(
                ms.length,
                Statistics.min(ms),
                Statistics.percentile(ms, 25),
                Statistics.median(ms),
                Statistics.percentile(ms, 75),
                Statistics.percentile(ms, 90),
                Statistics.max(ms));
    }
}
