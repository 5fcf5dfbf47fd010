package resnet50.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.compare.Spread;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.environment.Environment;
import resnet50.measure.ReportParts;
import resnet50.page.ChartColor;
import resnet50.page.ReportFile;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;

/**
 * Time per image of each program on a logarithmic scale: a box from the 25th to the 75th percentile, a line from the fastest run
 * to the 90th percentile, a bar at the median. A wrong or failed program is listed without a box.
 */
public final class LadderChart implements Chart {
    /** Approximate width of an image in a README on GitHub. */
    private static final int FILE_WIDTH = 800;

    private static final int WIDE_MARGIN = 16;
    private static final int LITTLE_MARGIN = 2;
    private static final int TOP = 40;
    private static final int BOTTOM = 58;
    private static final int ROW = 50;

    /** Additional height of a row whose title does not fit beside its name. */
    private static final int TITLE_ROW = 17;

    private static final double TEXT = 13;
    private static final double SMALL = 11.5;

    /** Upper bound of the average width of a letter, relative to its size. */
    private static final double LETTER_WIDTH = 0.6;

    private final Comparison comparison;

    LadderChart(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes an SVG file for a README; it has colors for light and dark mode.
     *
     * @throws UserException if it cannot be written
     */
    public static void writeSvg(Comparison comparison, Path file) {
        ReportFile.write(file, new LadderChart(comparison).svg(FILE_WIDTH).file());
    }

    /**
     * Writes a PNG file with a white background.
     *
     * @throws UserException if it cannot be written, or if the system has no font
     */
    public static void writePng(Comparison comparison, Path file) {
        LadderChart chart = new LadderChart(comparison);
        try (ImageDrawing drawing = new ImageDrawing(FILE_WIDTH, chart.height(FILE_WIDTH))) {
            chart.draw(drawing, FILE_WIDTH);
            ReportFile.write(file, png(drawing.image()));
        } catch (InternalError | UnsatisfiedLinkError | NoClassDefFoundError e) { // thrown on a system without fonts
            String message = file + ": cannot be drawn: Java finds no fonts on this system; install fontconfig and a font,"
                    + " or write SVG instead";
            throw new UserException(ExitCode.NO_INPUT, message, e);
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array never fails
        }
        return bytes.toByteArray();
    }

    @Override
    public String title() {
        return comparison.architecture() + ", milliseconds per image of each program";
    }

    @Override
    public int height(int width) {
        return TOP + comparison.rungs().size() * rowHeight(width) + BOTTOM;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        int margin = margin(width);
        String direction = width < LITTLE_WIDTH ? "left is faster" : comparison.architecture() + "; further left is faster";
        drawing.text(margin, 22, TEXT + 1, Anchor.START, Span.bold("Milliseconds per image"), Span.muted("  " + direction));
        LogScale scale = LogScale.around(values(), margin + 12, width - margin - 16);
        int bottom = height(width) - BOTTOM;
        drawAxis(drawing, scale, bottom);
        double y = TOP;
        for (ProgramResult rung : comparison.rungs()) {
            drawRung(drawing, scale, rung, y, width);
            y += rowHeight(width);
        }
        drawing.text(margin, bottom + 36, SMALL, Anchor.START, Span.muted(legend(width)));
        drawing.text(margin, bottom + 51, SMALL, Anchor.START, Span.muted(fitting(machine(), width - 2 * margin, SMALL)));
    }

    private static int margin(int width) {
        return width < LITTLE_WIDTH ? LITTLE_MARGIN : WIDE_MARGIN;
    }

    private static int rowHeight(int width) {
        return width < LITTLE_WIDTH ? ROW + TITLE_ROW : ROW;
    }

    private List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (ProgramResult rung : comparison.rungs()) {
            if (ReportResults.isRight(rung)) {
                values.addAll(List.of(rung.latency().minMs(), rung.latency().medianMs(), rung.latency().p90Ms()));
            }
        }
        return values;
    }

    private static void drawAxis(Drawing drawing, LogScale scale, int bottom) {
        for (double tick : scale.ticks()) {
            drawing.text(scale.at(tick), bottom + 15, SMALL, Anchor.MIDDLE, Span.muted(Figures.tick(tick)));
        }
    }

    private void drawRung(Drawing drawing, LogScale scale, ProgramResult rung, double y, int width) {
        boolean little = width < LITTLE_WIDTH;
        String figures = ReportResults.isRight(rung) ? figures(rung) : "";
        int margin = margin(width);
        double room = width - 2 * margin - LETTER_WIDTH * TEXT * (figures.length() + 2);
        String name = fitting(rung.name(), room, TEXT);
        double titleRoom = little ? width - 2 * margin : room - LETTER_WIDTH * TEXT * (name.length() + 3);
        Span title = Span.muted(fitting(title(rung), titleRoom, little ? SMALL : TEXT));
        if (little) {
            drawing.text(margin, y + 12, TEXT, Anchor.START, Span.bold(name));
            drawing.text(margin, y + 12 + TITLE_ROW, SMALL, Anchor.START, title);
        } else {
            drawing.text(margin, y + 12, TEXT, Anchor.START, Span.bold(name), Span.plain("  "), title);
        }
        double middle = y + 27 + (little ? TITLE_ROW : 0);
        if (ReportResults.isRight(rung)) {
            drawing.text(width - margin, y + 12, TEXT, Anchor.END, Span.bold(figures));
            drawSpread(drawing, scale, rung, middle);
        } else {
            String problem = fitting(ReportResults.problem(rung), width - 2 * margin, SMALL);
            drawing.text(margin, middle + 4, SMALL, Anchor.START, new Span(problem, ChartColor.BAD, true));
        }
    }

    private static String figures(ProgramResult rung) {
        String factor = Double.isFinite(rung.overPrevious()) ? "   " + Figures.times(rung.overPrevious()) : "";
        return Figures.number(rung.latency().medianMs()) + " ms" + factor;
    }

    private static String title(ProgramResult rung) {
        return rung.title() + (rung.threads() > 1 ? ", " + rung.threads() + " threads" : "");
    }

    private void drawSpread(Drawing drawing, LogScale scale, ProgramResult rung, double y) {
        for (double tick : scale.ticks()) { // not from top to bottom, where text would be crossed
            drawing.line(scale.at(tick), y - 10, scale.at(tick), y + 10, 1, ChartColor.GRID);
        }
        ChartColor ink = ReportResults.isStage(rung) ? ChartColor.MARK : ChartColor.PEER;
        Spread spread = rung.latency();
        double median = scale.at(spread.medianMs());
        Optional<ProgramResult> before = ReportResults.before(comparison, rung);
        if (before.isPresent() && Double.isFinite(rung.overPrevious())) { // the speed-up
            drawing.line(scale.at(before.get().latency().medianMs()), y, median, y, 1.5, ChartColor.MUTED);
        }
        String hint = rung.name() + ": median " + Figures.number(spread.medianMs()) + " ms of " + spread.runs() + " runs, "
                + Figures.number(spread.minMs()) + " to " + Figures.number(spread.maxMs());
        if (LogScale.fits(spread.minMs()) && LogScale.fits(spread.p90Ms())) {
            drawing.line(scale.at(spread.minMs()), y, scale.at(spread.p90Ms()), y, 3, ink);
        }
        if (LogScale.fits(spread.p25Ms()) && LogScale.fits(spread.p75Ms())) {
            double left = scale.at(spread.p25Ms());
            drawing.box(left, y - 6, Math.max(2, scale.at(spread.p75Ms()) - left), 12, ink, hint);
        }
        drawing.box(median - 1.5, y - 9, 3, 18, ChartColor.TEXT, hint);
    }

    private static String legend(int width) {
        return width < LITTLE_WIDTH
                ? "box: 25th to 75th percentile; upright bar: median"
                : "upright bar: median; box: 25th to 75th percentile; line: fastest to 90th;"
                        + " ×: speed-up over the previous row";
    }

    private String machine() {
        Environment e = comparison.environment();
        return e.cpu() + ", " + ReportParts.count(comparison.threads(), "thread") + " allowed, Java " + e.jvmVersion()
                + ", " + e.date().toString().substring(0, 10);
    }

    private static String fitting(String text, double pixels, double size) {
        return Figures.shortened(text, (int) (pixels / (LETTER_WIDTH * size)));
    }
}
