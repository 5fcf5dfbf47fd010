package resnet50.report;

/** A chart with a layout for each width; a narrow layout shows less, not the same at a smaller size. */
interface Chart {
    /** Width of a chart on a wide screen, in pixels. */
    int WIDE = 860;

    /** Width of a chart on a phone, in pixels. */
    int NARROW = 358;

    /** Charts narrower than this, in pixels, use the narrow layout. */
    int LITTLE_WIDTH = 600;

    /** Text alternative. */
    String title();

    int height(int width);

    void draw(Drawing drawing, int width);

    /** Draws the chart as SVG. */
    default SvgDrawing svg(int width) {
        SvgDrawing drawing = new SvgDrawing(width, height(width), title());
        draw(drawing, width);
        return drawing;
    }
}
