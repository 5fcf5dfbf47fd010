package resnet50;

import resnet50.core.LayerListener;

/** Where the activations live: each in a fresh array, left to the garbage collector. */
final class Buffers {
    private final LayerListener listener;

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /** Room for a layer's result, filled with zeros. */
    Activation take(int height, int width, int channels) {
        return new Activation(new float[height * width * channels], 0, height, width, channels);
    }

    /** Tells the listener that a layer is done; returns the layer's result for the next to read. */
    Activation finished(String layer, Activation out) {
        listener.finished(layer, out.data(), out.offset(), out.height(), out.width(), out.channels());
        return out;
    }
}
