package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import resnet50.core.LayerListener;

/**
 * Times layers by when an engine tells of their results: what passes between two calls belongs to the later one, the calls
 * themselves to nobody. During a run other than the first it allocates nothing.
 */
final class LayerClock implements LayerListener {
    private final LongSupplier nanoTime;

    /** The calls of one run, in their order. */
    private final List<String> calls = new ArrayList<>();

    private long[] nanos = {}; // [calls]
    private boolean learned;
    private int next;
    private long last;

    LayerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** To be called right before a run. */
    void start() {
        next = 0;
        last = nanoTime.getAsLong();
    }

    @Override
    public void finished(String layer, float[] data, int offset, int height, int width, int channels) {
        long now = nanoTime.getAsLong();
        if (!learned) {
            calls.add(layer);
            nanos = Arrays.copyOf(nanos, calls.size());
        } else if (next >= nanos.length || !calls.get(next).equals(layer)) {
            throw new IllegalStateException("the engine tells of " + layer + ", which no run before this had there");
        }
        nanos[next] = now - last;
        next++;
        last = nanoTime.getAsLong();
    }

    @Override
    public boolean readsNumbers() {
        return false;
    }

    /** To be called after a run; returns the nanoseconds of each of {@link #layers}, in a new array. */
    long[] stop() {
        learned = true;
        if (next != nanos.length) {
            throw new IllegalStateException("the engine told of " + next + " layers and not of " + nanos.length + " as before");
        }
        List<String> layers = layers();
        long[] sums = new long[layers.size()];
        for (int i = 0; i < nanos.length; i++) {
            sums[layers.indexOf(calls.get(i))] += nanos[i];
        }
        return sums;
    }

    /** Each name once, in the order of the first calls. */
    List<String> layers() {
        return calls.stream().distinct().toList();
    }
}
