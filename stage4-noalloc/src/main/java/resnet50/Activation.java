package resnet50;

/**
 * The output of a layer: {@code channels} floats per pixel, in NHWC order with N = 1.
 * An activation is a region of the arena, assigned when the model is built.
 *
 * @param offset index of the first pixel's first channel
 */
record Activation(Buffers arena, int offset, int height, int width, int channels) {
    /** // [height][width][channels], from {@link #offset} on */
    float[] data() {
        return arena.data();
    }

    /** Index in {@link #data} of one channel of a pixel. */
    int at(int y, int x, int c) {
        return offset + (y * width + x) * channels + c;
    }

    /** Number of floats. */
    int size() {
        return height * width * channels;
    }
}
