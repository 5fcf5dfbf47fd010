package resnet50.picture;

/** Converts decoded planes to red, green and blue, with libwebp's interpolation of chroma and its integers. */
final class Vp8Colors {
    private final Vp8Plane luma;
    private final Vp8Plane u;
    private final Vp8Plane v;

    Vp8Colors(Vp8Plane luma, Vp8Plane u, Vp8Plane v) {
        this.luma = luma;
        this.u = u;
        this.v = v;
    }

    Picture picture(int width, int height) {
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        int lastRow = (height + 1) / 2 - 1;
        int lastColumn = (width + 1) / 2 - 1;
        int out = 0;
        for (int y = 0; y < height; y++) {
            int row = y / 2;
            int otherRow = Math.clamp((y & 1) == 0 ? row - 1 : row + 1, 0, lastRow);
            for (int x = 0; x < width; x++) {
                int column = x / 2;
                int otherColumn = Math.clamp((x & 1) == 0 ? column - 1 : column + 1, 0, lastColumn);
                int near = u.at(0, 0) + row * u.stride;
                int far = u.at(0, 0) + otherRow * u.stride;
                put(rgb, out,
                        luma.pixels[luma.at(0, 0) + y * luma.stride + x] & 0xff,
                        interpolated(u.pixels, near, far, column, otherColumn),
                        interpolated(v.pixels, near, far, column, otherColumn));
                out += 3;
            }
        }
        return new Picture(width, height, rgb);
    }

    /** Nine, three, three and one sixteenth, rounded as libwebp does in two steps. */
    private static int interpolated(byte[] plane, int near, int far, int column, int otherColumn) {
        int a = plane[near + column] & 0xff;
        int b = plane[near + otherColumn] & 0xff;
        int c = plane[far + column] & 0xff;
        int d = plane[far + otherColumn] & 0xff;
        if (column == otherColumn) {
            return (3 * a + c + 2) >> 2;
        }
        return (((a + b + c + d + 8 + 2 * (b + c)) >> 3) + a) >> 1;
    }

    private static void put(byte[] rgb, int at, int y, int u, int v) {
        int gray = high(y, 19077);
        rgb[at] = clip(gray + high(v, 26149) - 14234);
        rgb[at + 1] = clip(gray - high(u, 6419) - high(v, 13320) + 8708);
        rgb[at + 2] = clip(gray + high(u, 33050) - 17685);
    }

    private static int high(int value, int factor) {
        return (value * factor) >> 8;
    }

    private static byte clip(int value) {
        return (byte) Math.clamp(value >> 6, 0, 255);
    }
}
