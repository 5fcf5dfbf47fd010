package resnet50.explain;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import resnet50.api.Explanation;
import resnet50.api.Prediction;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.page.ChartColor;
import resnet50.page.ReportFile;

/** An explanation as one PNG file: the three panels side by side, each with its caption and its scale. */
public final class ExplanationPng implements AutoCloseable {
    private static final int SIDE = ExplanationDrawing.SIDE;
    private static final int MARGIN = 12;
    private static final int WIDTH = 3 * SIDE + 4 * MARGIN;
    private static final int HEIGHT = MARGIN + SIDE + 74;
    private static final int BAR = 8;

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D graphics = image.createGraphics();

    private ExplanationPng() {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.decode(ChartColor.BACKGROUND.light()));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
    }

    /**
     * Checks a target before any work is done.
     *
     * @throws UserException no input: it cannot be written; usage: it is a file of another program
     */
    public static void check(Path file) {
        ReportFile.check(file);
        OwnFiles.check(file, Images.PNG_MARK);
    }

    /**
     * Writes the file, atomically.
     *
     * @param picture name of the picture
     * @throws UserException no input: it cannot be written, or the system has no font
     */
    public static void write(String picture, ExplanationDrawing drawing, Path file) {
        try (ExplanationPng png = new ExplanationPng()) {
            png.draw(picture, drawing);
            ReportFile.write(file, Images.png(png.image));
        } catch (InternalError | UnsatisfiedLinkError | NoClassDefFoundError e) { // thrown on a system without fonts
            throw new UserException(
                    ExitCode.NO_INPUT,
                    file + ": cannot be drawn: Java finds no fonts on this system; install fontconfig and a font, or name a folder",
                    e);
        }
    }

    private void draw(String picture, ExplanationDrawing drawing) {
        Explanation e = drawing.explanation();
        String size = e.seen().width() + "x" + e.seen().height();
        panel(0, drawing.seen(), picture, "as the network sees it, " + size);
        panel(1, drawing.heat(), e.shown().label() + ", " + percent(e.shown()), "regions that speak for it");
        scale(1, ColorScale.INFERNO, "least", "most");
        panel(2, drawing.difference(), "against " + e.rival().label() + ", " + percent(e.rival()), "regions that speak for one of the two");
        scale(2, ColorScale.PURPLE_ORANGE, e.rival().label(), e.shown().label());
    }

    /** A share as in the text output, {@code 79.36 %}. */
    static String percent(Prediction prediction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * prediction.probability());
    }

    private static int left(int column) {
        return MARGIN + column * (SIDE + MARGIN);
    }

    private void panel(int column, BufferedImage panel, String title, String subtitle) {
        graphics.drawImage(panel, left(column), MARGIN, null);
        text(left(column), MARGIN + SIDE + 20, SIDE, Font.BOLD, 15, ChartColor.TEXT, title);
        text(left(column), MARGIN + SIDE + 38, SIDE, Font.PLAIN, 13, ChartColor.MUTED, subtitle);
    }

    /** A bar of all colors under a panel, and the meaning of its ends. */
    private void scale(int column, ColorScale scale, String first, String last) {
        int top = MARGIN + SIDE + 52;
        int width = SIDE / 3;
        for (int x = 0; x < width; x++) {
            graphics.setColor(new Color(scale.at(x / (width - 1.0))));
            graphics.fillRect(left(column) + width + x, top, 1, BAR);
        }
        int room = width - 6;
        int textWidth = text(-WIDTH, top, room, Font.PLAIN, 12, ChartColor.MUTED, first); // beside the image, to measure it
        text(left(column) + room - textWidth, top + BAR, room, Font.PLAIN, 12, ChartColor.MUTED, first);
        text(left(column) + 2 * width + 6, top + BAR, room, Font.PLAIN, 12, ChartColor.MUTED, last);
    }

    /** Draws a line of text, shortened to a width; returns the width that it takes. */
    private int text(int x, int y, int width, int style, int size, ChartColor ink, String text) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.setColor(Color.decode(ink.light()));
        FontMetrics metrics = graphics.getFontMetrics();
        String shown = Printable.text(text);
        while (metrics.stringWidth(shown) > width && shown.length() > 1) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length() - (shown.endsWith("…") ? 1 : 0), -1)) + "…";
        }
        graphics.drawString(shown, x, y);
        return metrics.stringWidth(shown);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
