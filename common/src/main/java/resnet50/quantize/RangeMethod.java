package resnet50.quantize;

import java.util.Locale;
import resnet50.core.Int8Range;

/** Chooses the range of an activation from its histogram: what is outside is clipped, what is inside is rounded. */
public enum RangeMethod {
    /** All values. */
    MINMAX {
        @Override
        Int8Range choose(Histogram values) {
            return Int8Range.of(values.min(), values.max());
        }
    },
    /** All values but one in ten thousand, at each end. */
    PERCENTILE {
        @Override
        Int8Range choose(Histogram values) {
            return percentile(values, OUTSIDE);
        }
    },
    /**
     * The least Kullback-Leibler divergence of the clipped and rounded distribution from that of the values (Migacz,
     * "8-bit Inference with TensorRT", 2017).
     */
    ENTROPY {
        @Override
        Int8Range choose(Histogram values) {
            float limit = (float) EntropyLimit.of(values);
            return Int8Range.of(Math.max(values.min(), -limit), Math.min(values.max(), limit));
        }
    },
    /** The least mean squared error of clipping and rounding together. */
    MSE {
        @Override
        Int8Range choose(Histogram values) {
            return leastSquares(values);
        }
    };

    private static final double OUTSIDE = 1e-4;

    /** Candidates for each end of the range, as shares of the largest value. */
    private static final int CANDIDATES = 128;

    /** Returns the range. An activation without negative values gets a zero point of 0. */
    abstract Int8Range choose(Histogram values);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Int8Range percentile(Histogram values, double outside) {
        long left = (long) (outside * (values.nonzeros() + values.zeros()));
        int high = Histogram.HALF - 1;
        for (long above = values.count(high); high > 0 && above <= left; above += values.count(high)) {
            high--;
        }
        int low = -Histogram.HALF;
        for (long below = values.count(low); low < 0 && below <= left; below += values.count(low)) {
            low++;
        }
        double width = values.width();
        return Int8Range.of(
                (float) Math.max(values.min(), low * width), (float) Math.min(values.max(), (high + 1) * width));
    }

    private static Int8Range leastSquares(Histogram values) {
        double[] above = new double[CANDIDATES + 1]; // squared error of clipping at a share of the largest value
        double[] below = new double[CANDIDATES + 1];
        for (int i = 1; i <= CANDIDATES; i++) {
            above[i] = clippingError(values, values.max() * (double) i / CANDIDATES, 1);
            below[i] = clippingError(values, -values.min() * (double) i / CANDIDATES, -1);
        }
        long rounded = values.nonzeros();
        double least = Double.POSITIVE_INFINITY;
        Int8Range best = null;
        for (int i = 1; i <= CANDIDATES; i++) {
            float high = (float) (values.max() * (double) i / CANDIDATES);
            for (int j = values.min() < 0 ? 1 : CANDIDATES; j <= CANDIDATES; j++) {
                float low = (float) (values.min() * (double) j / CANDIDATES);
                double step = ((double) high - low) / Int8Range.MAX_CODE;
                double error = above[i] + below[j] + rounded * step * step / 12; // the variance of rounding
                if (error < least) {
                    least = error;
                    best = Int8Range.of(low, high);
                }
            }
        }
        return best;
    }

    /** @param sign 1 for positive values, −1 for negative ones */
    private static double clippingError(Histogram values, double limit, int sign) {
        double error = 0;
        for (int bin = 0; bin < Histogram.HALF; bin++) {
            double excess = (bin + 0.5) * values.width() - limit;
            if (excess > 0) {
                error += values.count(sign > 0 ? bin : -bin - 1) * excess * excess;
            }
        }
        return error;
    }
}
