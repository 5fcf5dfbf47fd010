package resnet50.core;

/**
 * Receives each layer's output during the forward pass. {@code profile} measures times with it, tests compare
 * activations.
 */
@FunctionalInterface
public interface LayerListener {
    /** Ignores all calls. */
    LayerListener NONE = new LayerListener() {
        @Override
        public void finished(String layer, float[] data, int offset, int height, int width, int channels) {}

        @Override
        public boolean reads(String layer) {
            return false;
        }
    };

    /**
     * Reports a finished layer, on the thread that called {@link Engine#run} or {@link Engine#runAlone}.
     *
     * @param layer torchvision's name: {@code conv1}, {@code layer1.0.conv2}, {@code layer1.0} for the end of a block;
     *              names of layers that are computed together are joined by {@code +}
     * @param data  contains [height][width][channels] from {@code offset} on; valid only during the call
     */
    void finished(String layer, float[] data, int offset, int height, int width, int channels);

    /**
     * Whether this listener reads the activations of a layer. If not, an engine need not convert them to the layout of
     * {@link #finished}.
     */
    default boolean reads(String layer) {
        return true;
    }
}
