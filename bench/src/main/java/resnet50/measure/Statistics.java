package resnet50.measure;

import java.util.Arrays;

/** Summary statistics of a sample. All methods throw {@link IllegalArgumentException} for an empty sample. */
public final class Statistics {
    private Statistics() {}

    public static double min(double[] values) {
        requireSome(values);
        return Arrays.stream(values).min().getAsDouble();
    }

    public static double max(double[] values) {
        requireSome(values);
        return Arrays.stream(values).max().getAsDouble();
    }

    /** The arithmetic mean. */
    public static double mean(double[] values) {
        requireSome(values);
        return Arrays.stream(values).average().getAsDouble();
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(double[] values) {
        return percentile(values, 50);
    }

    /**
     * A percentile: of the n sorted values the one at index percent/100·(n−1), linearly interpolated between its two neighbors
     * (Hyndman and Fan, 1996, type 7; NumPy's default).
     *
     * @param percent 0 (the minimum) to 100 (the maximum)
     */
    public static double percentile(double[] values, double percent) {
        requireSome(values);
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percentile " + percent + " is not within 0 and 100");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static void requireSome(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
    }
}
