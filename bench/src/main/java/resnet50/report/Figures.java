package resnet50.report;

import java.util.Locale;
import resnet50.measure.ReportParts;

/** Formatted numbers; an unknown one is a dash. */
final class Figures {
    static final String NONE = "–";

    private static final double BYTES_PER_MB = 1e6;

    private Figures() {}

    /** At least three significant digits. */
    static String number(double value) {
        return Double.isFinite(value) ? ReportParts.number(value) : NONE;
    }

    static String number(double value, String unit) {
        return Double.isFinite(value) ? ReportParts.number(value) + " " + unit : NONE;
    }

    /** A factor: {@code 8.75×}. */
    static String times(double factor) {
        return Double.isFinite(factor) ? ReportParts.number(factor) + "×" : NONE;
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : NONE;
    }

    /** Milliseconds as seconds. */
    static String seconds(double ms) {
        return number(ms / 1000, "s");
    }

    /** @param bytes -1 if unknown */
    static String megabytes(long bytes) {
        if (bytes < 0) {
            return NONE;
        }
        return bytes == 0 ? "0" : String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_PER_MB);
    }

    /** A difference of logits: {@code 8.6e-6}. */
    static String tiny(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value).replaceFirst("e([+-])0", "e$1") : NONE;
    }

    /** A tick of an axis: {@code 0.05}, {@code 5000}. */
    static String tick(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(1)).toPlainString();
    }

    /** Truncates to a number of characters, an ellipsis included. */
    static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, Math.max(0, characters - 1)).stripTrailing() + "…";
    }
}
