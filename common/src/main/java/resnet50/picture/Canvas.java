package resnet50.picture;

/** The screen of an animation, of which a frame may cover a part. */
final class Canvas {
    private Canvas() {}

    /**
     * Puts a frame on a canvas.
     *
     * @param x     the frame's left column, {@code y} its top row
     * @param color 0xRRGGBB of the rest
     * @return the frame itself if it covers the canvas
     */
    static Picture place(Picture frame, int width, int height, int x, int y, int color) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        if ((color & 0xffffff) != 0) {
            for (int i = 0; i < rgb.length; i += 3) {
                rgb[i] = (byte) (color >> 16);
                rgb[i + 1] = (byte) (color >> 8);
                rgb[i + 2] = (byte) color;
            }
        }
        int rowBytes = 3 * frame.width();
        for (int row = 0; row < frame.height(); row++) {
            System.arraycopy(frame.rgb(), row * rowBytes, rgb, 3 * (width * (y + row) + x), rowBytes);
        }
        return new Picture(width, height, rgb);
    }
}
