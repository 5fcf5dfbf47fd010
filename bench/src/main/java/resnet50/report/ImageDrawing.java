package resnet50.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import resnet50.page.ChartColor;

/** Draws on a bitmap, in the light colors and without tooltips. */
final class ImageDrawing implements Drawing, AutoCloseable {
    /** Device pixels per pixel, for high-resolution screens. */
    private static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    ImageDrawing(int width, int height) {
        image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        box(0, 0, width, height, ChartColor.BACKGROUND, "");
    }

    BufferedImage image() {
        return image;
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double width, ChartColor ink) {
        use(ink);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void box(double x, double y, double width, double height, ChartColor ink, String hint) {
        use(ink);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void dot(double x, double y, double radius, ChartColor ink, String hint) {
        use(ink);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(double x, double y, double size, Anchor anchor, Span... spans) {
        double width = 0;
        for (Span span : spans) {
            width += width(span, size);
        }
        double at = switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
        for (Span span : spans) {
            use(span.ink());
            graphics.setFont(font(span, size));
            graphics.drawString(span.text(), (float) at, (float) y);
            at += width(span, size);
        }
    }

    private double width(Span span, double size) {
        return font(span, size).getStringBounds(span.text(), graphics.getFontRenderContext()).getWidth();
    }

    private static Font font(Span span, double size) {
        return new Font(Font.SANS_SERIF, span.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
    }

    private void use(ChartColor ink) {
        graphics.setColor(Color.decode(ink.light()));
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
