package resnet50;

/**
 * The output of a layer: {@code channels} floats per pixel, in NHWC order with N = 1.
 *
 * @param data   // [height][width][channels], from {@code offset} on
 * @param offset index of the first pixel's first channel
 */
record Activation(float[] data, int offset, int height, int width, int channels) {
    /** Index in {@link #data} of one channel of a pixel. */
    int at(int y, int x, int c) {
        return offset + (y * width + x) * channels + c;
    }

    /** Number of floats. */
    int size() {
        return height * width * channels;
    }
}
