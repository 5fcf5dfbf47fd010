package resnet50;

import resnet50.core.LayerListener;

/** Storage for activations: a new array for each, reclaimed by the garbage collector. */
final class Buffers {
    private final LayerListener listener;

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /** Allocates a layer's output, filled with zeros. */
    Activation take(int height, int width, int channels) {
        return new Activation(new float[height * width * channels], 0, height, width, channels);
    }

    /** Reports a finished layer to the listener; returns the layer's output. */
    Activation finished(String layer, Activation out) {
        listener.finished(layer, out.data(), out.offset(), out.height(), out.width(), out.channels());
        return out;
    }
}
