package resnet50;

/** Global average pooling: the mean of each channel over all pixels. */
final class AvgPool2d {
    private final String name;
    private final Buffers buffers;

    AvgPool2d(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Averages all pixels.
     *
     * @param in [height][width][channels]
     * @return [1][1][channels]
     */
    Activation forward(Activation in) {
        Activation out = buffers.take(1, 1, in.channels());
        int mean = out.at(0, 0, 0);
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                Add.sum(out.data(), mean, in.data(), in.at(y, x, 0), out.data(), mean, in.channels());
            }
        }
        for (int c = 0; c < in.channels(); c++) {
            out.data()[mean + c] /= in.height() * in.width();
        }
        return buffers.finished(name, out);
    }
}
