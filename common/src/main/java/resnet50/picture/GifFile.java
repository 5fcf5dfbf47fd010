package resnet50.picture;

/**
 * The first frame of a GIF file (CompuServe GIF89a).
 *
 * @param width      columns of the screen, which may be larger than the frame
 * @param height     rows of the screen
 * @param frame      place of the first frame
 * @param background index of the color around the frame: the transparent one, else 0, as in Pillow
 * @param cutOff     whether the file ends before the frame's data does
 * @param data       where the frame's compressed data begins, with the minimum code size
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record GifFile(
        int width, int height, Frame frame, Palette palette, int background, boolean animated, boolean cutOff, byte[] file, int data)
        implements PictureFile {
    record Frame(int x, int y, int width, int height, boolean interlaced) {}

    /** First rows and steps of the four passes of an interlaced frame. */
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private static final int[][] ONE_PASS = {{0, 1}};

    static GifFile parse(byte[] file, Damage damage) throws BadPictureException {
        return new GifWalk(file, damage).walk();
    }

    @Override
    public int orientation() {
        return Exif.UPRIGHT;
    }

    @Override
    public Picture decode(ImageIoDecoder decoder) throws BadPictureException {
        byte[] indexes = new byte[Math.multiplyExact(frame.width, frame.height)];
        new GifCodes(file, data).read(indexes, decoder.damage());
        if (cutOff && decoder.damage().first().isEmpty()) {
            decoder.damage().note("lacks its end; its first frame is complete");
        }
        byte[] rgb = new byte[Math.multiplyExact(3, indexes.length)];
        int in = 0;
        for (int[] pass : frame.interlaced ? PASSES : ONE_PASS) {
            for (int row = pass[0]; row < frame.height; row += pass[1]) {
                for (int x = 0; x < frame.width; x++) {
                    palette.put(indexes[in++] & 0xff, rgb, 3 * (row * frame.width + x));
                }
            }
        }
        Picture picture = new Picture(frame.width, frame.height, rgb);
        return Canvas.place(picture, width, height, frame.x, frame.y, palette.color(background));
    }
}
