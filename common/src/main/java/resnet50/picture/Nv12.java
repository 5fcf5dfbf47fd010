package resnet50.picture;

import java.util.Locale;

/**
 * The format of a camera's raw frames: a plane of luma, [height][width], then pairs of chroma (Cb, Cr) for squares of
 * 2×2 pixels, [height/2][width/2][2]; all 8 bits, converted to RGB by BT.601. Each pixel takes the chroma of its
 * square.
 *
 * @param width  even, likewise {@code height}
 */
public record Nv12(int width, int height, Range range) {
    /** Largest width and height. */
    public static final int MAX_SIZE = 16_384;

    /** The values that stand for black and white, and for the chroma's extremes. */
    public enum Range {
        /** Luma and chroma 0 to 255, as in JPEG. */
        FULL(0, 1, 1),
        /** Luma 16 to 235, chroma 16 to 240, as in video. */
        VIDEO(16, 255.0 / 219, 255.0 / 224);

        private final int black;
        private final double luma;
        private final double chroma;

        Range(int black, double luma, double chroma) {
            this.black = black;
            this.luma = luma;
            this.chroma = chroma;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // BT.601: luma is KR * R + (1 - KR - KB) * G + KB * B
    private static final double KR = 0.299;
    private static final double KB = 0.114;
    private static final double KG = 1 - KR - KB;
    private static final double RED = 2 * (1 - KR);
    private static final double BLUE = 2 * (1 - KB);
    private static final int NEUTRAL = 128;

    public Nv12 {
        if (width < 2 || height < 2 || width > MAX_SIZE || height > MAX_SIZE || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(width + "x" + height);
        }
    }

    /** Size of a frame in bytes. */
    public int bytes() {
        return width * height / 2 * 3;
    }

    /** Converts a frame of {@link #bytes} bytes. */
    Picture decode(byte[] frame) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int chromaRow = width * height + y / 2 * width;
            for (int x = 0; x < width; x++) {
                double luma = ((frame[y * width + x] & 0xff) - range.black) * range.luma;
                double cb = ((frame[chromaRow + x / 2 * 2] & 0xff) - NEUTRAL) * range.chroma;
                double cr = ((frame[chromaRow + x / 2 * 2 + 1] & 0xff) - NEUTRAL) * range.chroma;
                int at = 3 * (y * width + x);
                rgb[at] = level(luma + RED * cr);
                rgb[at + 1] = level(luma - (KB * BLUE * cb + KR * RED * cr) / KG);
                rgb[at + 2] = level(luma + BLUE * cb);
            }
        }
        return new Picture(width, height, rgb);
    }

    private static byte level(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    /** For the comparison of results: {@code nv12 640x480, video range}. */
    public String description() {
        return "nv12 " + width + "x" + height + ", " + range + " range";
    }
}
