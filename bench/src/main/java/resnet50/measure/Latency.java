package resnet50.measure;

/**
 * Time per image over a number of runs.
 *
 * @param runs  number of measured runs
 * @param p90Ms 90th percentile, as {@link Statistics#percentile} defines it
 */
public record Latency(int runs, double medianMs, double meanMs, double p90Ms, double minMs, double maxMs) {
    /** @throws IllegalArgumentException if there are no runs */
    public static Latency of(double[] runsMs) {
        return new Latency(
                runsMs.length,
                Statistics.median(runsMs),
                Statistics.mean(runsMs),
                Statistics.percentile(runsMs, 90),
                Statistics.min(runsMs),
                Statistics.max(runsMs));
    }

    /** Images per second, one after another: the inverse of the mean. */
    public double picturesPerSecond() {
        return 1000 / meanMs;
    }
}
