package resnet50;

import java.util.Optional;
import java.util.TreeMap;
import resnet50.core.LayerListener;

/**
 * Where the activations live: in one array, the arena. Layers take their places in it when they are built, in the order in which
 * they will run, and give them back when nobody will read them any more; so layers whose results are never alive together
 * share a place, and a run takes nothing.
 */
class Buffers {
    /** Places begin at multiples of 64 bytes from each other: a cache line, and the widest vector. */
    private static final int ALIGNMENT = 16;

    private final LayerListener listener;

    /** Lengths of the gaps by their offsets; neighbours are merged. */
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    /** How far the arena has been used at all. */
    private int size;

    private float[] data;

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /** The arena; made by the first call, after which no place can be taken. */
    float[] data() {
        if (data == null) {
            data = new float[size];
        }
        return data;
    }

    /** Room for a layer's result: the first gap that is large enough, else at the end. Holds what was there before. */
    Activation take(int height, int width, int channels) {
        if (data != null) {
            throw new IllegalStateException("the arena is laid out already");
        }
        return new Activation(this, place(aligned(height * width * channels)), height, width, channels);
    }

    private static int aligned(int length) {
        return Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT;
    }

    private int place(int length) {
        Optional<Integer> firstFit =
                gaps.keySet().stream().filter(gap -> gaps.get(gap) >= length).findFirst();
        if (firstFit.isPresent()) {
            int offset = firstFit.get();
            int rest = gaps.remove(offset) - length;
            if (rest > 0) {
                gaps.put(offset + length, rest);
            }
            return offset;
        }
        if (!gaps.isEmpty() && gaps.lastKey() + gaps.lastEntry().getValue() == size) {
            size = gaps.pollLastEntry().getKey(); // the gap at the end need only grow
        }
        int offset = size;
        size += length;
        return offset;
    }

    /** Gives a place back: layers built from now on may have it. */
    void release(Activation a) {
        int offset = a.offset();
        int length = aligned(a.size());
        Integer after = gaps.remove(offset + length);
        var before = gaps.floorEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            offset = before.getKey();
            length += before.getValue();
        }
        gaps.put(offset, after == null ? length : length + after);
    }

    /** Tells the listener that a layer is done; returns the layer's result for the next to read. */
    Activation finished(String layer, Activation out) {
        listener.finished(layer, out.data(), out.offset(), out.height(), out.width(), out.channels());
        return out;
    }
}
