package resnet50;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import resnet50.core.LayerListener;

/**
 * Where the activations live: in one array, the arena. Layers take their places in it when they are built, in the order in which
 * they will run, and give them back when nobody will read them any more; so layers whose results are never alive together
 * share a place, and a run takes nothing. There is an arena for each picture that is computed at the same time.
 *
 * <p>A halo is made of zeros once and never written again. So a place with a halo is shared only with others of the same shape.
 */
final class Buffers {
    /** Places begin at multiples of 64 bytes from each other: a cache line, and the widest vector. */
    private static final int ALIGNMENT = 16;

    /**
     * The first place. Under G1 a large array begins 16 bytes into a region; this many numbers on, a cache line begins. Vectors
     * across two lines cost 10 to 28 % of the speed of a kernel with 512 bits.
     */
    static final int FIRST = 12;

    private final LayerListener listener;

    /** Lengths of the gaps by their offsets; neighbours are merged. */
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    /** Places with a halo that may be had again, by what their shapes and halos are. */
    private final Map<Shape, Deque<Activation>> haloed = new HashMap<>();

    /** How far the arena has been used at all. */
    private int size = FIRST;

    /** Numbers that a worker needs for itself. */
    private int scratch;

    private boolean laidOut;

    private record Shape(int height, int width, int channels, int halo) {}

    Buffers(LayerListener listener) {
        this.listener = listener;
    }

    /**
     * A new arena, in which a picture at a time can be computed; after the first one no place can be taken.
     *
     * @param workers who will do so
     */
    float[] arena(int workers) {
        laidOut = true;
        return new float[Math.addExact(size, Math.multiplyExact(workers, scratch))];
    }

    /** Makes sure that each worker has so many numbers for itself while he does a piece of work. */
    void needScratch(int length) {
        scratch = Math.max(scratch, aligned(length));
    }

    /** Where in an arena a worker's own numbers begin. */
    int scratch(int worker) {
        return size + worker * scratch;
    }

    /** Room for the network's input, pixel by pixel. */
    Activation takePicture(int height, int width, int channels, int halo) {
        Activation shape = new Activation(0, height, width, channels, channels, halo, 1);
        return shape.movedTo(append(aligned(shape.size())));
    }

    /** Room for a layer's result. Without a halo it holds what was there before. */
    Activation take(int height, int width, int channels, int halo) {
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

    /** Room for a copy of {@code a}, halo and all, in which columns that are so many apart lie side by side. It brings its zeros along. */
    Activation takeSorted(Activation a, int apart) {
        Activation sorted = new Activation(0, a.height(), a.width(), a.channels(), a.lanes(), a.halo(), apart);
        return sorted.movedTo(take(1, 1, sorted.size(), 0).start());
    }

    private static int aligned(int length) {
        return Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT;
    }

    /** At the end, where nothing has been before. */
    private int append(int length) {
        if (laidOut) {
            throw new IllegalStateException("the arena is laid out already");
        }
        int offset = size;
        size = Math.addExact(offset, length);
        return offset;
    }

    /** The first gap that is large enough, else at the end. */
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
        return append(length);
    }

    /** Gives a place back: layers built from now on may have it. */
    void release(Activation a) {
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

    /** Tells the listener that a layer is done, in the order of numbers that it knows. */
    void finished(String layer, float[] arena, Activation out) {
        float[] numbers = arena;
        int offset = out.start();
        if (listener.readsNumbers()) {
            numbers = new float[out.height() * out.width() * out.channels()];
            offset = 0;
            out.copyTo(arena, numbers);
        }
        listener.finished(layer, numbers, offset, out.height(), out.width(), out.channels());
    }
}
