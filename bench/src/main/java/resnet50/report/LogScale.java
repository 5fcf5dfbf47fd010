package resnet50.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param low  the number at {@code from}; 1, 2 or 5 times a power of ten, like {@code high}
 * @param from pixels
 * @param to   pixels; less than {@code from} on a vertical axis
 */
record LogScale(double low, double high, double from, double to) {
    private static final double[] STEPS = {1, 2, 5};

    /** Minimum distance of two labels. */
    private static final double TICK_PIXELS = 42;

    /** An axis that contains all positive finite values; 1 to 10 if there are none. */
    static LogScale around(List<Double> values, double from, double to) {
        double[] good = values.stream().mapToDouble(v -> v).filter(LogScale::fits).sorted().toArray();
        if (good.length == 0) {
            return new LogScale(1, 10, from, to);
        }
        double low = below(good[0]);
        double high = below(good[good.length - 1]);
        while (high < good[good.length - 1] || high <= low) {
            high = next(high);
        }
        return new LogScale(low, high, from, to);
    }

    /** Whether the number has a place on a logarithmic axis. */
    static boolean fits(double value) {
        return value > 0 && Double.isFinite(value);
    }

    double at(double value) {
        return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    /** Ticks from low to high: 1, 2, 5 times powers of ten, or powers of ten only where space is short. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double tick = low; tick <= high * (1 + 1e-9); tick = next(tick)) {
            ticks.add(tick);
        }
        if (ticks.size() > Math.abs(to - from) / TICK_PIXELS) {
            ticks.removeIf(tick -> leading(tick) != 1);
        }
        return ticks;
    }

    private static double below(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double found = power;
        for (double step : STEPS) {
            found = step * power <= value ? step * power : found;
        }
        return found;
    }

    /** The next larger number of the series 1, 2, 5, 10, 20, 50 and so on. */
    private static double next(double tick) {
        double power = Math.pow(10, Math.floor(Math.log10(tick) + 1e-9));
        return switch ((int) leading(tick)) {
            case 1 -> 2 * power;
            case 2 -> 5 * power;
            default -> 10 * power;
        };
    }

    private static long leading(double tick) {
        return Math.round(tick / Math.pow(10, Math.floor(Math.log10(tick) + 1e-9)));
    }
}
