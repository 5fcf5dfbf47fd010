package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import resnet50.core.LayerListener;

/**
 * Measures layers by the times of an engine's calls to its listener: the time between two calls belongs to the later one. The
 * duration of the calls themselves is not counted. After the first run, a run allocates nothing.
 */
final class LayerClock implements LayerListener {
    private final LongSupplier nanoTime;

    /** Names of the layers of one run, in the order of the calls. */
    private final List<String> calls = new ArrayList<>();

    private long[] nanos = {}; // [calls]
    private boolean learned;
    private int next;
    private long last;

    LayerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Must be called immediately before a run. */
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
            throw new IllegalStateException("the engine reports " + layer + ", which previous runs did not have at this place");
        }
        nanos[next] = now - last;
        next++;
        last = nanoTime.getAsLong();
    }

    @Override
    public boolean reads(String layer) {
        return false;
    }

    /** Must be called after a run; returns the nanoseconds of each of {@link #layers} in a new array. */
    long[] stop() {
        learned = true;
        if (next != nanos.length) {
            throw new IllegalStateException("the engine reported " + next + " layers instead of " + nanos.length);
        }
        List<String> layers = layers();
        long[] sums = new long[layers.size()];
        for (int i = 0; i < nanos.length; i++) {
            sums[layers.indexOf(calls.get(i))] += nanos[i];
        }
        return sums;
    }

    /** The distinct names, in the order of their first calls. */
    List<String> layers() {
        return calls.stream().distinct().toList();
    }
}
