package resnet50.picture;

/** A decoded picture, 8 bits a channel, upright, without alpha. */
public final class Picture {
    private final int width;
    private final int height;
    private final byte[] rgb; // [height][width][3]

    /**
     * @param rgb [height][width][3] unsigned red, green and blue; not copied, so that a large picture exists only once
     */
    public Picture(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + "x" + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** [height][width][3] unsigned red, green and blue; the picture's own array. */
    public byte[] rgb() {
        return rgb;
    }
}
