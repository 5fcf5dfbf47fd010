package resnet50.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.measure.LayerTime;
import resnet50.page.ChartColor;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;

/**
 * A roofline chart (Williams, Waterman and Patterson, CACM 2009): one dot per convolution, GFLOP/s over arithmetic intensity, on
 * logarithmic scales, below the measured FMA peak and memory bandwidth. Both coordinates count the operations that the layer's
 * algorithm needs.
 */
final class RooflineChart implements Chart {
    private static final int LEFT = 44;
    private static final int RIGHT = 16;
    private static final int TOP = 54;
    private static final int BOTTOM = 44;
    private static final int HEIGHT = 420;
    private static final double TEXT = 11.5;

    private final Comparison comparison;
    private final List<ProgramResult> rungs = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();

    /** A layer of a program. */
    private record Point(ProgramResult rung, LayerTime layer, double intensity) {}

    RooflineChart(Comparison comparison) {
        this.comparison = comparison;
        LayerCosts costs = new LayerCosts(comparison.architecture(), comparison.inputSize());
        for (ProgramResult rung : comparison.rungs()) {
            if (ReportResults.isRight(rung)) {
                int before = points.size();
                for (LayerTime layer : rung.layers()) {
                    OptionalDouble intensity = costs.intensity(layer);
                    if (intensity.isPresent() && LogScale.fits(layer.neededGflops())) {
                        points.add(new Point(rung, layer, intensity.getAsDouble()));
                    }
                }
                if (points.size() > before) {
                    rungs.add(rung);
                }
            }
        }
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    @Override
    public String title() {
        return "GFLOP/s of each convolution over its arithmetic intensity";
    }

    @Override
    public int height(int width) {
        return HEIGHT;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        int bottom = HEIGHT - BOTTOM;
        List<Double> speeds = new ArrayList<>(points.stream().map(p -> p.layer().neededGflops()).toList());
        List<Roof> roofs = roofs();
        roofs.forEach(roof -> speeds.add(roof.gflops));
        List<Double> intensities = new ArrayList<>(points.stream().map(Point::intensity).toList());
        roofs.forEach(roof -> intensities.add(roof.bend() / 2)); // shows part of the slope
        LogScale xs = LogScale.around(intensities, LEFT, width - RIGHT);
        LogScale ys = LogScale.around(speeds, bottom, TOP);
        for (double tick : xs.ticks()) {
            drawing.line(xs.at(tick), TOP, xs.at(tick), bottom, 1, ChartColor.GRID);
            drawing.text(xs.at(tick), bottom + 16, TEXT, Anchor.MIDDLE, Span.muted(Figures.tick(tick)));
        }
        for (double tick : ys.ticks()) {
            drawing.line(LEFT, ys.at(tick), width - RIGHT, ys.at(tick), 1, ChartColor.GRID);
            drawing.text(LEFT - 6, ys.at(tick) + 4, TEXT, Anchor.END, Span.muted(Figures.tick(tick)));
        }
        drawing.text(4, TOP - 14, TEXT, Anchor.START, Span.muted("GFLOP/s"));
        drawing.text((LEFT + width - RIGHT) / 2.0, bottom + 34, TEXT, Anchor.MIDDLE, Span.muted("operations per byte"));
        drawLegend(drawing);
        for (Point p : points) {
            String hint = p.layer().plan().layer() + ", " + p.rung().name() + ": " + Figures.number(p.layer().neededGflops(), "GFLOP/s")
                    + " at " + Figures.number(p.intensity()) + " operations per byte";
            drawing.dot(xs.at(p.intensity()), ys.at(p.layer().neededGflops()), 3.5, ReportResults.ink(p.rung()), hint);
        }
        for (Roof roof : roofs) {
            drawRoof(drawing, roof, xs, ys, width - RIGHT);
        }
    }

    private static void drawRoof(Drawing drawing, Roof roof, LogScale xs, LogScale ys, double right) {
        double y = ys.at(roof.gflops);
        double bend = LogScale.fits(roof.bend()) ? Math.clamp(xs.at(roof.bend()), LEFT, right) : LEFT;
        drawing.line(bend, y, right, y, 2, ChartColor.TEXT);
        drawing.text(LEFT + 4, y - 5, TEXT, Anchor.START, Span.bold(roof.label)); // above all dots
        if (bend > LEFT) {
            // on logarithmic scales, proportionality is a straight line; it is clipped at the chart's edge
            double first = Math.max(xs.low(), ys.low() / roof.gigabytesPerSecond);
            drawing.line(xs.at(first), ys.at(first * roof.gigabytesPerSecond), bend, y, 2, ChartColor.TEXT);
        }
    }

    /**
     * The bound for a number of threads.
     *
     * @param gigabytesPerSecond memory bandwidth; NaN if unknown
     */
    private record Roof(double gflops, double gigabytesPerSecond, String label) {
        /** Operations per byte below which memory is the bound. */
        double bend() {
            return gflops / gigabytesPerSecond;
        }
    }

    private List<Roof> roofs() {
        List<Roof> roofs = new ArrayList<>();
        rungs.stream().mapToInt(ProgramResult::threads).distinct().sorted().forEach(threads -> {
            double peak = comparison.probe().peaks().getOrDefault(threads, Double.NaN);
            if (LogScale.fits(peak)) {
                String whose = threads == 1 ? "FMA peak of one thread: " : threads + " threads: ";
                double bandwidth = comparison.probe().bandwidths().getOrDefault(threads, Double.NaN);
                String memory = LogScale.fits(bandwidth) ? ", memory " + Figures.number(bandwidth, "GB/s") : "";
                roofs.add(new Roof(peak, bandwidth, whose + Figures.number(peak) + memory));
            }
        });
        return roofs;
    }

    private void drawLegend(Drawing drawing) {
        Span[] spans = rungs.stream()
                .map(r -> new Span("● " + Figures.shortened(ReportResults.shortName(r), 12) + "   ", ReportResults.ink(r), true))
                .toArray(Span[]::new);
        drawing.text(4, 15, TEXT + 1, Anchor.START, spans);
    }
}
