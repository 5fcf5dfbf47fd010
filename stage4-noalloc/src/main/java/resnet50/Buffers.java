package resnet50;

import java.util.Optional;
import java.util.TreeMap;
import resnet50.core.LayerListener;

/**
 * Storage for activations: one array, the arena. Each layer takes a region of it when it is built, in execution order,
 * and releases the regions that no later layer reads. So activations that are never alive at the same time share
 * memory, and a run allocates nothing.
 */
class Buffers {
    /** Distances between regions are multiples of 64 bytes: a cache line, and the widest vector. */
    private static final int ALIGNMENT = 16;

    /** Offset of the first region: under G1, the elements of a large array begin 16 bytes into a heap region. */
    static final int FIRST = 12;

    private final LayerListener listener;

    /** Free gaps, as lengths by offset; adjacent gaps are merged. */
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    /** Length of the arena, in floats. */
    private int size = FIRST;

    private float[] data;

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /** The arena. The first call allocates it; no region can be taken afterwards. */
    float[] data() {
        if (data == null) {
            data = new float[size];
        }
        return data;
    }

    /** Takes a region for a layer's output: the first gap that fits, otherwise at the end. It holds old values. */
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
            size = gaps.pollLastEntry().getKey(); // only extend the gap at the end
        }
        int offset = size;
        size += length;
        return offset;
    }

    /** Releases a region; layers built later may take it. */
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

    /** Reports a finished layer to the listener; returns the layer's output. */
    Activation finished(String layer, Activation out) {
        listener.finished(layer, out.data(), out.offset(), out.height(), out.width(), out.channels());
        return out;
    }
}
