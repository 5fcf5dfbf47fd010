package resnet50.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.page.ChartColor;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;

/** Times of a new process's first runs, while the JIT compiles: one line per program, milliseconds on a logarithmic scale. */
final class FirstRunsChart implements Chart {
    private static final int LEFT = 44;
    private static final int RIGHT = 96;
    private static final int TOP = 30;
    private static final int BOTTOM = 40;
    private static final int HEIGHT = 360;
    private static final double TEXT = 11.5;

    /** Minimum distance of two names. */
    private static final double NAME_ROW = 14;

    /** Maximum number of labels on the axis. */
    private static final int MANY_TICKS = 10;

    private final List<ProgramResult> rungs;

    FirstRunsChart(Comparison comparison) {
        rungs = comparison.rungs().stream()
                .filter(r -> ReportResults.isRight(r) && ReportResults.isComplete(comparison, r) && r.firstRunsMs().stream().anyMatch(LogScale::fits))
                .toList();
    }

    boolean isEmpty() {
        return rungs.isEmpty();
    }

    @Override
    public String title() {
        return "milliseconds of the first runs of each program";
    }

    @Override
    public int height(int width) {
        return HEIGHT;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        int bottom = HEIGHT - BOTTOM;
        int longest = rungs.stream().mapToInt(r -> r.firstRunsMs().size()).max().orElse(1);
        double step = (width - LEFT - RIGHT) / (double) Math.max(1, longest - 1);
        LogScale scale = LogScale.around(rungs.stream().flatMap(r -> r.firstRunsMs().stream()).toList(), bottom, TOP);
        drawing.text(LEFT, 15, TEXT, Anchor.START, Span.muted("milliseconds"));
        for (double tick : scale.ticks()) {
            drawing.line(LEFT, scale.at(tick), width - RIGHT, scale.at(tick), 1, ChartColor.GRID);
            drawing.text(LEFT - 6, scale.at(tick) + 4, TEXT, Anchor.END, Span.muted(Figures.tick(tick)));
        }
        int every = Math.ceilDiv(longest, MANY_TICKS);
        for (int run = 0; run < longest; run += every) {
            drawing.text(LEFT + run * step, bottom + 16, TEXT, Anchor.MIDDLE, Span.muted(String.valueOf(run + 1)));
        }
        drawing.text((LEFT + width - RIGHT) / 2.0, bottom + 33, TEXT, Anchor.MIDDLE, Span.muted("run"));
        List<Name> names = new ArrayList<>();
        for (ProgramResult rung : rungs) {
            names.add(drawCurve(drawing, scale, rung, step));
        }
        drawNames(drawing, names);
    }

    /** A program's name and the end of its curve. */
    private record Name(String text, ChartColor ink, double x, double y) {}

    private Name drawCurve(Drawing drawing, LogScale scale, ProgramResult rung, double step) {
        ChartColor ink = ReportResults.ink(rung);
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int run = 0; run < rung.firstRunsMs().size(); run++) {
            double ms = rung.firstRunsMs().get(run);
            if (!LogScale.fits(ms)) {
                continue;
            }
            double x = LEFT + run * step;
            double y = scale.at(ms);
            if (!Double.isNaN(lastX)) {
                drawing.line(lastX, lastY, x, y, 2, ink);
            }
            drawing.dot(x, y, 3, ink, rung.name() + ", run " + (run + 1) + ": " + Figures.number(ms, "ms"));
            lastX = x;
            lastY = y;
        }
        return new Name(Figures.shortened(ReportResults.shortName(rung), 12), ink, lastX, lastY);
    }

    /** Draws the names beside the ends of the curves, moved down where they would overlap. */
    private static void drawNames(Drawing drawing, List<Name> names) {
        names.sort(Comparator.comparingDouble(Name::y));
        double free = 0;
        for (Name name : names) {
            double y = Math.max(name.y, free);
            drawing.text(name.x + 8, y + 4, TEXT, Anchor.START, new Span(name.text, name.ink, true));
            free = y + NAME_ROW;
        }
    }
}
