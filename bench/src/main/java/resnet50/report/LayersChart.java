package resnet50.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.measure.LayerTime;
import resnet50.page.ChartColor;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;

/** Time of each convolution by program, one row per layer, milliseconds on a logarithmic scale; last, the sum of other layers. */
final class LayersChart implements Chart {
    private static final String OTHERS = "all others";
    private static final int MARGIN = 4;
    private static final int LEFT = 144;
    private static final int RIGHT = 18;
    private static final int TOP = 48;
    private static final int BOTTOM = 12;
    private static final int ROW = 15;
    private static final double TEXT = 11;

    private final List<ProgramResult> rungs;

    /** Milliseconds by layer and program; layers in the order of the first program that reports them. */
    private final Map<String, Map<ProgramResult, Double>> rows = new LinkedHashMap<>();

    LayersChart(Comparison comparison) {
        rungs = comparison.rungs().stream().filter(r -> ReportResults.isRight(r) && !r.layers().isEmpty()).toList();
        Map<ProgramResult, Double> others = new LinkedHashMap<>();
        for (ProgramResult rung : rungs) {
            for (LayerTime layer : rung.layers()) {
                Map<ProgramResult, Double> row = layer.macs() > 0 ? rows.computeIfAbsent(name(layer), _ -> new LinkedHashMap<>()) : others;
                row.merge(rung, layer.medianMs(), Double::sum);
            }
        }
        if (!others.isEmpty()) {
            rows.put(OTHERS, others);
        }
    }

    /** The first part of a fused layer. */
    private static String name(LayerTime layer) {
        return layer.plan().layer().split("\\+", 2)[0];
    }

    boolean isEmpty() {
        return rungs.isEmpty();
    }

    @Override
    public String title() {
        return "milliseconds of each layer";
    }

    @Override
    public int height(int width) {
        return TOP + rows.size() * ROW + BOTTOM;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        LogScale scale = LogScale.around(
                rows.values().stream().flatMap(r -> r.values().stream()).toList(), LEFT, width - RIGHT);
        drawLegend(drawing);
        int bottom = height(width) - BOTTOM;
        for (double tick : scale.ticks()) {
            drawing.line(scale.at(tick), TOP - 4, scale.at(tick), bottom, 1, ChartColor.GRID);
            drawing.text(scale.at(tick), TOP - 10, TEXT, Anchor.MIDDLE, Span.muted(Figures.tick(tick)));
        }
        double y = TOP;
        String block = "";
        for (Map.Entry<String, Map<ProgramResult, Double>> row : rows.entrySet()) {
            if (!block(row.getKey()).equals(block)) {
                block = block(row.getKey());
                drawing.line(MARGIN, y, width - RIGHT, y, 1, ChartColor.GRID);
            }
            drawing.text(LEFT - 10, y + 11, TEXT, Anchor.END, Span.plain(Figures.shortened(row.getKey(), 23)));
            drawRow(drawing, scale, row.getKey(), row.getValue(), y + ROW / 2.0);
            y += ROW;
        }
    }

    private void drawLegend(Drawing drawing) {
        List<Span> spans = new ArrayList<>();
        for (ProgramResult rung : rungs) {
            spans.add(new Span("● " + Figures.shortened(ReportResults.shortName(rung), 12) + "   ", ReportResults.ink(rung), true));
        }
        spans.add(Span.muted("ms"));
        drawing.text(MARGIN, 14, TEXT + 1, Anchor.START, spans.toArray(Span[]::new));
    }

    private void drawRow(Drawing drawing, LogScale scale, String layer, Map<ProgramResult, Double> times, double y) {
        double[] xs = times.values().stream().filter(LogScale::fits).mapToDouble(scale::at).sorted().toArray();
        if (xs.length > 1) {
            drawing.line(xs[0], y, xs[xs.length - 1], y, 1, ChartColor.MUTED);
        }
        times.forEach((rung, ms) -> {
            if (LogScale.fits(ms)) {
                String hint = layer + ", " + rung.name() + ": " + Figures.number(ms, "ms");
                drawing.dot(scale.at(ms), y, 4, ReportResults.ink(rung), hint);
            }
        });
    }

    /** {@code layer1.0} of {@code layer1.0.conv2}. */
    private static String block(String layer) {
        int second = layer.indexOf('.', layer.indexOf('.') + 1);
        return second > 0 ? layer.substring(0, second) : "";
    }
}
