package resnet50.report;

import resnet50.page.ChartColor;

/** A drawing surface. Coordinates are pixels from the upper left corner. */
interface Drawing {
    /** Alignment of a text relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A piece of text in one color. */
    record Span(String text, ChartColor ink, boolean bold) {
        static Span plain(String text) {
            return new Span(text, ChartColor.TEXT, false);
        }

        static Span bold(String text) {
            return new Span(text, ChartColor.TEXT, true);
        }

        static Span muted(String text) {
            return new Span(text, ChartColor.MUTED, false);
        }
    }

    void line(double x1, double y1, double x2, double y2, double width, ChartColor ink);

    /** @param hint tooltip; may be empty */
    void box(double x, double y, double width, double height, ChartColor ink, String hint);

    /** @param hint tooltip; may be empty */
    void dot(double x, double y, double radius, ChartColor ink, String hint);

    /** @param y the baseline */
    void text(double x, double y, double size, Anchor anchor, Span... spans);
}
