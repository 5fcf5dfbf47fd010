package resnet50;

/** The residual add: the output of a block's convolutions plus the shortcut. */
final class Add {
    private final String name;
    private final Buffers buffers;

    Add(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Adds element by element.
     *
     * @param a        any shape
     * @param shortcut the shape of {@code a}
     * @return the sum, of the same shape
     */
    Activation forward(Activation a, Activation shortcut) {
        Activation out = buffers.take(a.height(), a.width(), a.channels());
        for (int i = 0; i < a.size(); i++) {
            out.data()[out.offset() + i] = a.data()[a.offset() + i] + shortcut.data()[shortcut.offset() + i];
        }
        return buffers.finished(name, out);
    }
}
