package resnet50.lessons;

/** A picture to draw on: rectangles, lines, other pictures, and numbers in a font of three by five dots. */
final class Canvas {
    static final int WHITE = 0xffffff;
    static final int BLACK = 0x000000;
    static final int GRAY = 0xa0a0a0;
    static final int RED = 0xd02020;
    static final int BLUE = 0x2050c0;

    /** Size of a dot of the font, in pixels. */
    private static final int DOT = 2;
    /** The digits 0 to 9, five rows of three dots each. */
    private static final String[] FONT = {
        "###" + "# #" + "# #" + "# #" + "###",
        " # " + "## " + " # " + " # " + "###",
        "###" + "  #" + "###" + "#  " + "###",
        "###" + "  #" + "###" + "  #" + "###",
        "# #" + "# #" + "###" + "  #" + "  #",
        "###" + "#  " + "###" + "  #" + "###",
        "###" + "#  " + "###" + "# #" + "###",
        "###" + "  #" + " # " + " # " + " # ",
        "###" + "# #" + "###" + "# #" + "###",
        "###" + "# #" + "###" + "  #" + "###"};
    private static final String POINT = "   " + "   " + "   " + "   " + " # ";

    private final int[][] red;
    private final int[][] green;
    private final int[][] blue;

    Canvas(int width, int height, int color) {
        red = new int[height][width];
        green = new int[height][width];
        blue = new int[height][width];
        fill(0, 0, width, height, color);
    }

    Picture picture() {
        return new Picture(red, green, blue);
    }

    /** Sets a pixel. A pixel outside the canvas is ignored. */
    void set(int x, int y, int color) {
        if (y >= 0 && y < red.length && x >= 0 && x < red[0].length) {
            red[y][x] = color >> 16;
            green[y][x] = color >> 8 & 0xff;
            blue[y][x] = color & 0xff;
        }
    }

    void fill(int left, int top, int width, int height, int color) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                set(x, y, color);
            }
        }
    }

    /** Draws a straight line, one pixel wide. */
    void line(double x0, double y0, double x1, double y1, int color) {
        int steps = 1 + (int) Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
        for (int i = 0; i <= steps; i++) {
            set((int) Math.round(x0 + (x1 - x0) * i / steps), (int) Math.round(y0 + (y1 - y0) * i / steps), color);
        }
    }

    void paste(Picture picture, int left, int top) {
        paste(picture, left, top, 1);
    }

    /** Draws a picture, each pixel as a square of {@code zoom} by {@code zoom} pixels. */
    void paste(Picture picture, int left, int top, int zoom) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int color = picture.red()[y][x] << 16 | picture.green()[y][x] << 8 | picture.blue()[y][x];
                fill(left + x * zoom, top + y * zoom, zoom, zoom, color);
            }
        }
    }

    /** Draws a non-negative number, such as 7 or 0.5, ten pixels high, with its upper left corner at x, y. */
    void number(int x, int y, Object number, int color) {
        int left = x;
        for (char c : number.toString().toCharArray()) {
            String dots = c == '.' ? POINT : FONT[c - '0'];
            for (int i = 0; i < dots.length(); i++) {
                if (dots.charAt(i) == '#') {
                    fill(left + i % 3 * DOT, y + i / 3 * DOT, DOT, DOT, color);
                }
            }
            left += 4 * DOT;
        }
    }
}
