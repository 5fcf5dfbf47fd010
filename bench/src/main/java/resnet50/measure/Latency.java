package resnet50.measure;

/**
 * How long one picture takes, over a number of runs.
 *
 * @param runs  how many were measured
 * @param p90Ms 90 % of the runs took less, as {@link Statistics#percentile} defines it
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

    /** Pictures a second when one follows the other: the mean's inverse. */
    public double picturesPerSecond() {
        return 1000 / meanMs;
    }
}
