package resnet50.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where positive numbers lie on an axis on which equal factors are equally long.
 *
 * @param low  the number at {@code from}; with {@code high} a 1, 2 or 5 with zeros
 * @param from pixels
 * @param to   pixels; below {@code from} on an axis that goes up
 */
record LogScale(double low, double high, double from, double to) {
    private static final double[] STEPS = {1, 2, 5};

    /** Labels that are nearer to one another are hard to read. */
    private static final double TICK_PIXELS = 42;

    /** Around all that are positive and finite; from 1 to 10 if none is. */
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

    /** Whether the number can lie on such an axis at all. */
    static boolean fits(double value) {
        return value > 0 && Double.isFinite(value);
    }

    double at(double value) {
        return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    /** From low to high, all of 1, 2, 5 or, where those stand close, powers of ten only. */
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

    /** After 1, 2, 5 with zeros the next of these. */
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
