package resnet50;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import resnet50.core.ConvShape;
import resnet50.core.LayerListener;

/**
 * Storage for activations: one array, the arena. Each layer takes a region of it when it is built, in execution order,
 * and releases the regions that no later layer reads. So activations that are never alive at the same time share
 * memory, and a run allocates nothing.
 *
 * <p>The halo of a new arena is zero, and no layer writes to it. So a region with a halo is reused only for the same
 * shape.
 */
public final class Buffers {
    /** Distances between regions are multiples of 64 bytes: a cache line, and the widest vector. */
    private static final int ALIGNMENT = 16;

    /**
     * Offset of the first region. Under G1, the elements of a large array begin 16 bytes into a heap region; 12 floats
     * later, a cache line begins. Vectors that cross a cache line cost 10 to 28 % of a 512-bit kernel's speed.
     */
    static final int FIRST = 12;

    private final LayerListener listener;

    /** Free gaps, as lengths by offset; adjacent gaps are merged. */
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    /** Released regions with a halo, by shape. */
    private final Map<Shape, Deque<Activation>> haloed = new HashMap<>();

    /** Length of the arena, in floats. */
    private int size = FIRST;

    private boolean laidOut;

    private record Shape(int height, int width, int channels, int halo) {}

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /** Allocates an arena; no region can be taken afterwards. */
    float[] arena() {
        laidOut = true;
        return new float[size];
    }

    /** Takes a region for the network's input: a single block of channels. */
    Activation takePicture(int height, int width, int channels, int halo) {
        Activation shape = new Activation(0, height, width, channels, channels, halo, 1);
        return shape.movedTo(append(aligned(shape.size())));
    }

    /** Takes a region for a convolution's output. */
    Activation take(ConvShape shape, int halo) {
        return take(shape.outH(), shape.outW(), shape.outC(), halo);
    }

    /** Takes a region for a layer's output. Without a halo, it holds old values. */
    public Activation take(int height, int width, int channels, int halo) {
        if (halo > 0) {
            Deque<Activation> free = haloed.get(new Shape(height, width, channels, halo));
            if (free != null && !free.isEmpty()) {
                return free.pop();
            }
        }
        Activation shape = new Activation(0, height, width, channels, Simd.LANES, halo, 1);
        int length = aligned(shape.size());
        return shape.movedTo(halo > 0 ? append(length) : place(length));
    }

    /**
     * Takes a region for a copy of {@code a} with its halo, which is not zeroed; columns {@code apart} apart are
     * adjacent.
     */
    public Activation takeSorted(Activation a, int apart) {
        Activation sorted = new Activation(0, a.height(), a.width(), a.channels(), a.lanes(), a.halo(), apart);
        return sorted.movedTo(take(1, 1, sorted.size(), 0).start());
    }

    private static int aligned(int length) {
        return Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT;
    }

    /** Takes a region at the end, in memory that is still zero. */
    private int append(int length) {
        if (laidOut) {
            throw new IllegalStateException("the arena is laid out already");
        }
        int offset = size;
        size = Math.addExact(offset, length);
        return offset;
    }

    /** Takes the first gap that is large enough, otherwise a region at the end. */
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
        return append(length);
    }

    /** Releases a region; layers built later may take it. */
    public void release(Activation a) {
        if (a.halo() > 0 && a.apart() == 1) {
            haloed.computeIfAbsent(new Shape(a.height(), a.width(), a.channels(), a.halo()), _ -> new ArrayDeque<>()).push(a);
            return;
        }
        int offset = a.start();
        int length = aligned(a.size());
        Integer after = gaps.remove(offset + length);
        var before = gaps.floorEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            offset = before.getKey();
            length += before.getValue();
        }
        gaps.put(offset, after == null ? length : length + after);
    }

    /** Reports a finished layer to the listener. A listener that reads numbers receives a copy in NHWC order. */
    void finished(String layer, float[] arena, Activation out) {
        float[] numbers = arena;
        int offset = out.start();
        if (listener.reads(layer)) {
            numbers = new float[out.height() * out.width() * out.channels()];
            offset = 0;
            out.copyTo(arena, numbers);
        }
        listener.finished(layer, numbers, offset, out.height(), out.width(), out.channels());
    }
}
