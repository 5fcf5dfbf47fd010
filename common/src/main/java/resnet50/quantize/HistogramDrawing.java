package resnet50.quantize;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import resnet50.core.Int8Range;

/** Draws an activation's histogram, on a logarithmic scale, with the range that each method chooses, as SVG. */
final class HistogramDrawing {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 40;
    private static final int BOTTOM = HEIGHT - MARGIN;
    private static final int BARS = 160;
    private static final List<String> COLORS = List.of("#888888", "#1b7f5c", "#b5541c", "#3b5fc0"); // of the methods

    private final StringBuilder svg = new StringBuilder();
    private final Histogram values;
    private final double low;
    private final double high;

    private HistogramDrawing(Histogram values) {
        this.values = values;
        low = values.min();
        high = values.max() > low ? values.max() : low + 1;
    }

    /**
     * Returns the drawing.
     *
     * @param chosen the ends of its range are solid lines
     */
    static String svg(String name, Histogram values, RangeMethod chosen) {
        return new HistogramDrawing(values).draw(name, chosen);
    }

    private String draw(String name, RangeMethod chosen) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        rectangle(0, 0, WIDTH, HEIGHT, "#ffffff");
        text(MARGIN, 18, "start", "#000000", "Outputs of " + name
                + " other than 0: how many, logarithmic; beyond the lines they are clipped");
        bars();
        int y = 40;
        Iterator<String> colors = COLORS.iterator();
        for (RangeMethod method : RangeMethod.values()) {
            Int8Range range = method.choose(values);
            String color = colors.next();
            String note = method + ": " + fixed(range.low(), 2) + " to " + fixed(range.high(), 2) + ", step " + fixed(range.scale(), 4);
            text(WIDTH - MARGIN - 60, y, "end", color, note + (method == chosen ? " (chosen)" : ""));
            line(x(range.high()), color, method == chosen);
            if (range.zeroPoint() > 0) {
                line(x(range.low()), color, method == chosen);
            }
            y += 15;
        }
        DoubleStream.of(low, 0, high).distinct().forEach(at -> text(x(at), BOTTOM + 16, "middle", "#000000", fixed(at, 2)));
        return svg.append("</svg>\n").toString();
    }

    private void bars() {
        long[] counts = new long[BARS];
        long most = 1;
        for (int bin = -Histogram.HALF; bin < Histogram.HALF; bin++) {
            double center = Math.clamp((bin + 0.5) * values.width(), low, high);
            int bar = (int) Math.min(BARS - 1, (center - low) / (high - low) * BARS);
            counts[bar] += values.count(bin);
            most = Math.max(most, counts[bar]);
        }
        double width = (double) (WIDTH - 2 * MARGIN) / BARS;
        for (int bar = 0; bar < BARS; bar++) {
            double height = Math.log1p((double) counts[bar]) / Math.log1p((double) most) * (BOTTOM - 40);
            rectangle(MARGIN + bar * width, BOTTOM - height, width * 0.9, height, "#9db7d5");
        }
    }

    private double x(double value) {
        return MARGIN + Math.clamp((value - low) / (high - low), 0, 1) * (WIDTH - 2 * MARGIN);
    }

    private void rectangle(double x, double y, double width, double height, String color) {
        svg.append("<rect x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" width=\"" + fixed(width, 2) + "\" height=\""
                + fixed(height, 1) + "\" fill=\"" + color + "\"/>\n");
    }

    private void line(double x, String color, boolean solid) {
        svg.append("<path d=\"M" + fixed(x, 1) + " 30V" + BOTTOM + "\" stroke=\"" + color + "\""
                + (solid ? "" : " stroke-dasharray=\"4 3\"") + "/>\n");
    }

    private void text(double x, double y, String anchor, String color, String text) {
        svg.append("<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" text-anchor=\"" + anchor + "\" fill=\"" + color + "\">"
                + text + "</text>\n");
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
