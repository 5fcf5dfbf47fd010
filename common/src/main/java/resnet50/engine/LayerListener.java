package resnet50.engine;

/**
 * Is told of each layer's result as the forward pass produces it: {@code profile} takes times from it, tests compare
 * activations.
 */
@FunctionalInterface
public interface LayerListener {
    LayerListener NONE = (layer, data, offset, height, width, channels) -> {};

    /**
     * @param layer  torchvision's name: {@code conv1}, {@code layer1.0.conv2}, {@code layer1.0} for the block's end; layers that
     *               are computed as one are joined by {@code +}
     * @param data   holds [height][width][channels] from {@code offset} on; valid only until the call returns
     */
    void finished(String layer, float[] data, int offset, int height, int width, int channels);
}
