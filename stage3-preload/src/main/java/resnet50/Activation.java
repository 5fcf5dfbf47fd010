package resnet50;

/**
 * What one layer hands to the next: a picture of {@code channels} numbers a pixel, NHWC with N = 1.
 *
 * @param data   // [height][width][channels], from {@code offset} on
 * @param offset where the first pixel's first channel lies
 */
record Activation(float[] data, int offset, int height, int width, int channels) {
    /** Where in {@link #data} a channel of a pixel lies. */
    int at(int y, int x, int c) {
        return offset + (y * width + x) * channels + c;
    }

    /** How many numbers it holds. */
    int size() {
        return height * width * channels;
    }
}
