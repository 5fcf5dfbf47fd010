package resnet50.report;

/** What charts are drawn on. Coordinates are pixels from the upper left corner. */
interface Drawing {
    /** Where a text lies from its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A piece of text in one ink. */
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

    /** @param hint what a reader sees who points at it, where he can; may be empty */
    void box(double x, double y, double width, double height, ChartColor ink, String hint);

    /** @param hint as of a box */
    void dot(double x, double y, double radius, ChartColor ink, String hint);

    /** @param y of the line that letters stand on */
    void text(double x, double y, double size, Anchor anchor, Span... spans);
}
