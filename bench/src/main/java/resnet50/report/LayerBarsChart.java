package resnet50.report;

import java.util.List;
import resnet50.measure.LayerTime;
import resnet50.measure.ProfileResult;
import resnet50.page.ChartColor;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;

/** Time of each layer of one stage: one bar per layer, milliseconds on a linear scale. */
final class LayerBarsChart implements Chart {
    private static final int LEFT = 160;
    private static final int NARROW_LEFT = 130;

    /** Space for the figures right of the longest bar. */
    private static final int RIGHT = 120;

    private static final int TOP = 4;
    private static final int ROW = 17;
    private static final double TEXT = 11;

    /** A layer with a smaller share of the time would have an invisible bar. */
    private static final double LITTLE_SHARE = 0.0005;

    private final List<LayerTime> layers;
    private final double longestMs;

    LayerBarsChart(ProfileResult result) {
        layers = result.layers().stream().filter(l -> l.share() >= LITTLE_SHARE || l.macs() > 0).toList();
        longestMs = layers.stream().mapToDouble(LayerTime::medianMs).max().orElse(1);
    }

    @Override
    public String title() {
        return "milliseconds of each layer";
    }

    @Override
    public int height(int width) {
        return TOP + layers.size() * ROW;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        int left = width < LITTLE_WIDTH ? NARROW_LEFT : LEFT;
        double y = TOP;
        for (LayerTime layer : layers) {
            String name = layer.plan().layer().split("\\+", 2)[0];
            drawing.text(left - 8, y + 11, TEXT, Anchor.END, Span.plain(Figures.shortened(name, 21)));
            double length = longestMs > 0 ? (width - left - RIGHT) * layer.medianMs() / longestMs : 0;
            String gflops = layer.macs() > 0 ? Figures.number(layer.gflops(), "GFLOP/s") : "";
            drawing.box(left, y + 2, Math.max(0.5, length), ROW - 5, layer.macs() > 0 ? ChartColor.MARK : ChartColor.SERIES_1, layer.plan().layer());
            drawing.text(left + length + 5, y + 11, TEXT, Anchor.START,
                    Span.plain(Figures.number(layer.medianMs()) + "  "), Span.muted(gflops));
            y += ROW;
        }
    }
}
