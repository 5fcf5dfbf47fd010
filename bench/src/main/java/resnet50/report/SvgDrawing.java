package resnet50.report;

import java.util.Locale;
import resnet50.page.ChartColor;
import resnet50.page.Html;

/** Draws SVG with colors for light and dark mode. */
final class SvgDrawing implements Drawing {
    private static final String FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

    private final int width;
    private final int height;
    private final String title;
    private final StringBuilder shapes = new StringBuilder();

    /** @param title text alternative */
    SvgDrawing(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    /** The element for a page that contains {@link ChartColor#css()}. */
    String inline() {
        return element("");
    }

    /** The content of an SVG file, with colors and background. */
    String file() {
        String background = "<rect class=\"" + ChartColor.BACKGROUND.fill() + "\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n";
        return element("<style>\n" + ChartColor.css() + "</style>\n" + background);
    }

    private String element(String before) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" + Html.escape(title) + "\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"" + FONT + "\">\n"
                + before + shapes + "</svg>\n";
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double lineWidth, ChartColor ink) {
        shapes.append("<line class=\"" + ink.stroke() + "\"" + number("x1", x1) + number("y1", y1) + number("x2", x2) + number("y2", y2)
                + number("stroke-width", lineWidth) + "/>\n");
    }

    @Override
    public void box(double x, double y, double boxWidth, double boxHeight, ChartColor ink, String hint) {
        shapes.append("<rect class=\"" + ink.fill() + "\"" + number("x", x) + number("y", y) + number("width", boxWidth)
                + number("height", boxHeight) + ">" + hint(hint) + "</rect>\n");
    }

    @Override
    public void dot(double x, double y, double radius, ChartColor ink, String hint) {
        shapes.append("<circle class=\"" + ink.fill() + "\"" + number("cx", x) + number("cy", y) + number("r", radius) + ">"
                + hint(hint) + "</circle>\n");
    }

    @Override
    public void text(double x, double y, double size, Anchor anchor, Span... spans) {
        shapes.append("<text" + number("x", x) + number("y", y) + number("font-size", size) + " text-anchor=\""
                + anchor.name().toLowerCase(Locale.ROOT) + "\" xml:space=\"preserve\">");
        for (Span span : spans) {
            shapes.append("<tspan class=\"" + span.ink().fill() + "\"" + (span.bold() ? " font-weight=\"600\"" : "") + ">"
                    + Html.escape(span.text()) + "</tspan>");
        }
        shapes.append("</text>\n");
    }

    private static String number(String name, double value) {
        return String.format(Locale.ROOT, " %s=\"%.1f\"", name, value);
    }

    private static String hint(String hint) {
        return hint.isEmpty() ? "" : "<title>" + Html.escape(hint) + "</title>";
    }
}
