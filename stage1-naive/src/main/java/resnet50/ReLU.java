package resnet50;

/** ReLU: replaces negative values by zero. */
final class ReLU {
    private final String name;
    private final Buffers buffers;

    ReLU(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Clips each value. NaN stays NaN, so that it reaches the logits and is detected there.
     *
     * @param in any shape
     * @return the same shape
     */
    Activation forward(Activation in) {
        Activation out = buffers.take(in.height(), in.width(), in.channels());
        for (int i = 0; i < in.size(); i++) {
            out.data()[out.offset() + i] = Math.max(in.data()[in.offset() + i], 0);
        }
        return buffers.finished(name, out);
    }
}
