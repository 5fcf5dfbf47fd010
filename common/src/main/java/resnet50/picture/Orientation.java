package resnet50.picture;

/** Turns pixels upright. */
final class Orientation {
    private Orientation() {}

    /**
     * Undoes an EXIF orientation.
     *
     * @param orientation 1 to 8: 2 mirrored, 3 upside down, 4 both, 5 transposed, 6 to be turned clockwise, 7 transposed along
     *                    the other diagonal, 8 to be turned counter-clockwise
     * @return the same picture if there is nothing to do
     */
    static Picture upright(Picture stored, int orientation) {
        if (orientation == Exif.UPRIGHT) {
            return stored;
        }
        int storedW = stored.width();
        int storedH = stored.height();
        boolean swapped = orientation >= 5;
        int width = swapped ? storedH : storedW;
        int height = swapped ? storedW : storedH;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        // the upright picture is written in order; a step along its row is a step along a row or a column of the stored one
        int stepX = 3 * (fromRight ? -1 : 1);
        int stepY = 3 * storedW * (fromBottom ? -1 : 1);
        int columnStep = swapped ? stepY : stepX;
        int rowStep = swapped ? stepX : stepY;
        int start = 3 * ((fromBottom ? storedH - 1 : 0) * storedW + (fromRight ? storedW - 1 : 0));

        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        int out = 0;
        for (int y = 0; y < height; y++) {
            int in = start + y * rowStep;
            for (int x = 0; x < width; x++) {
                to[out] = from[in];
                to[out + 1] = from[in + 1];
                to[out + 2] = from[in + 2];
                out += 3;
                in += columnStep;
            }
        }
        return new Picture(width, height, to);
    }
}
