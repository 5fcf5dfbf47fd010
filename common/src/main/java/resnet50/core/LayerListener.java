package resnet50.core;

/**
 * Is told of each layer's result as the forward pass produces it: {@code profile} takes times from it, tests compare
 * activations.
 */
@FunctionalInterface
public interface LayerListener {
    /** Nobody. */
    LayerListener NONE = new LayerListener() {
        @Override
        public void finished(String layer, float[] data, int offset, int height, int width, int channels) {}

        @Override
        public boolean readsNumbers() {
            return false;
        }
    };

    /**
     * @param layer  torchvision's name: {@code conv1}, {@code layer1.0.conv2}, {@code layer1.0} for the block's end; layers that
     *               are computed as one are joined by {@code +}
     * @param data   holds [height][width][channels] from {@code offset} on; valid only until the call returns
     */
    void finished(String layer, float[] data, int offset, int height, int width, int channels);

    /** Whether it looks at the numbers. An engine that keeps them in another order need not put them right for one that doesn't. */
    default boolean readsNumbers() {
        return true;
    }
}
