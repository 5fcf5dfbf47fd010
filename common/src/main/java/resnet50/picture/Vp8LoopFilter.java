package resnet50.picture;

/** The filters that smooth block edges (RFC 6386, 15). */
final class Vp8LoopFilter {
    private final byte[] plane;

    Vp8LoopFilter(byte[] plane) {
        this.plane = plane;
    }

    /**
     * The simple filter.
     *
     * @param at     first pixel behind the edge
     * @param across step across the edge, {@code along} step along it
     */
    void simple(int at, int across, int along, int length, int limit) {
        for (int i = 0; i < length; i++) {
            int p = at + i * along;
            if (4 * distance(p - across, p) + distance(p - 2 * across, p + across) <= 2 * limit + 1) {
                two(p, across);
            }
        }
    }

    /** The normal filter of an edge between macroblocks, or within one. */
    void normal(int at, int across, int along, int length, boolean inner, int limit, int interior, int variance) {
        for (int i = 0; i < length; i++) {
            int p = at + i * along;
            if (4 * distance(p - across, p) + distance(p - 2 * across, p + across) > 2 * limit + 1 || !isSmooth(p, across, interior)) {
                continue;
            }
            if (distance(p - 2 * across, p - across) > variance || distance(p + across, p) > variance) {
                two(p, across);
            } else if (inner) {
                four(p, across);
            } else {
                six(p, across);
            }
        }
    }

    private boolean isSmooth(int p, int s, int interior) {
        return distance(p - 4 * s, p - 3 * s) <= interior && distance(p - 3 * s, p - 2 * s) <= interior
                && distance(p - 2 * s, p - s) <= interior && distance(p + 3 * s, p + 2 * s) <= interior
                && distance(p + 2 * s, p + s) <= interior && distance(p + s, p) <= interior;
    }

    private void two(int p, int s) {
        int a = 3 * (pixel(p) - pixel(p - s)) + signed(pixel(p - 2 * s) - pixel(p + s));
        add(p - s, fifth(a + 3));
        add(p, -fifth(a + 4));
    }

    private void four(int p, int s) {
        int a = 3 * (pixel(p) - pixel(p - s));
        int back = fifth(a + 4);
        int half = (back + 1) >> 1;
        int forward = fifth(a + 3);
        add(p - 2 * s, half);
        add(p - s, forward);
        add(p, -back);
        add(p + s, -half);
    }

    private void six(int p, int s) {
        int a = signed(3 * (pixel(p) - pixel(p - s)) + signed(pixel(p - 2 * s) - pixel(p + s)));
        for (int i = 0; i < 3; i++) {
            int change = ((27 - 9 * i) * a + 63) >> 7;
            add(p - (i + 1) * s, change);
            add(p + i * s, -change);
        }
    }

    private static int signed(int a) {
        return Math.clamp(a, -128, 127);
    }

    /** An eighth, of five bits. */
    private static int fifth(int a) {
        return Math.clamp(a >> 3, -16, 15);
    }

    private int distance(int a, int b) {
        return Math.abs(pixel(a) - pixel(b));
    }

    private int pixel(int at) {
        return plane[at] & 0xff;
    }

    private void add(int at, int difference) {
        plane[at] = (byte) Math.clamp(pixel(at) + difference, 0, 255);
    }
}
