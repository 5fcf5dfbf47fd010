package resnet50;

/** The residual sum: what a block computed, plus what came in by the shortcut. */
final class Add {
    private final String name;
    private final Buffers buffers;

    Add(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Adds number by number.
     *
     * @param a        any shape
     * @param shortcut the same shape
     * @return the same shape
     */
    Activation forward(Activation a, Activation shortcut) {
        Activation out = buffers.take(a.height(), a.width(), a.channels());
        for (int i = 0; i < a.size(); i++) {
            out.data()[out.offset() + i] = a.data()[a.offset() + i] + shortcut.data()[shortcut.offset() + i];
        }
        return buffers.finished(name, out);
    }
}
