package resnet50.report;

/** Something that draws itself at any width: on a phone there is less beside one another, not the same in small. */
interface Chart {
    /** Pixels. */
    int WIDE = 860;

    int NARROW = 358;

    /** Pixels of the largest letters; what is drawn narrower than this says less. */
    int LITTLE_WIDTH = 600;

    /** For those who cannot see it. */
    String title();

    int height(int width);

    void draw(Drawing drawing, int width);

    /** Draws it as SVG. */
    default SvgDrawing svg(int width) {
        SvgDrawing drawing = new SvgDrawing(width, height(width), title());
        draw(drawing, width);
        return drawing;
    }
}
