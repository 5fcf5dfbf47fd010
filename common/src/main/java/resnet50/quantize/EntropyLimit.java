package resnet50.quantize;

import java.util.Arrays;

/** The limit of magnitudes with the least Kullback-Leibler divergence. */
final class EntropyLimit {
    /** Levels of the positive codes that a limit must have at least. */
    private static final int LEVELS = 128;

    private static final int STEP = 8;

    private EntropyLimit() {}

    static double of(Histogram values) {
        double[] counts = new double[Histogram.HALF]; // of magnitudes
        int used = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] = (double) values.count(bin) + values.count(-bin - 1);
            if (counts[bin] > 0) {
                used = bin + 1;
            }
        }
        double least = Double.POSITIVE_INFINITY;
        int best = used;
        for (int limit = Math.min(LEVELS, used); limit <= used; limit += STEP) {
            double divergence = divergence(counts, limit, used);
            if (divergence < least) {
                least = divergence;
                best = limit;
            }
        }
        return best * values.width();
    }

    /** Returns the divergence of {@value #LEVELS} levels below a limit from the counts clipped at it. */
    private static double divergence(double[] counts, int limit, int used) {
        double[] clipped = Arrays.copyOf(counts, limit);
        for (int bin = limit; bin < used; bin++) {
            clipped[limit - 1] += counts[bin];
        }
        double total = 0;
        double kept = 0;
        for (int bin = 0; bin < limit; bin++) {
            total += clipped[bin];
            kept += counts[bin];
        }
        if (kept == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double divergence = 0;
        for (int level = 0; level < LEVELS; level++) {
            int from = level * limit / LEVELS;
            int to = (level + 1) * limit / LEVELS;
            double sum = 0;
            int occupied = 0;
            for (int bin = from; bin < to; bin++) {
                sum += counts[bin];
                occupied += clipped[bin] > 0 ? 1 : 0;
            }
            for (int bin = from; bin < to; bin++) {
                if (clipped[bin] > 0) {
                    double p = clipped[bin] / total;
                    double q = Math.max(sum / occupied, 0.5) / kept; // a clipped count has no counterpart in an empty level
                    divergence += p * Math.log(p / q);
                }
            }
        }
        return divergence;
    }
}
