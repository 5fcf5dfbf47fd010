package resnet50;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;

/**
 * The weights of all layers, in one array, in the order in which kernels read them. Layers take their places and say
 * how to fill them when they are built. Then the team fills all places.
 */
public final class Weights implements Work {
    /** Floats after the last weights, which kernels prefetch as if they were weights. */
    private static final int MARGIN = 1 << 16;

    private final WeightsFile file;
    private final Progress progress;
    private final int tensors;
    private final AtomicInteger tensorsRead = new AtomicInteger();
    private final List<Filling> fillings = new ArrayList<>();
    private final Queue<float[]> spare = new ConcurrentLinkedQueue<>();
    private int size = Buffers.FIRST;
    private float[] data;

    /** Fills a layer's place. */
    @FunctionalInterface
    public interface Filling {
        /** @param data all weights; the layer writes its own */
        void fill(float[] data);
    }

    /** @param tensors how many will be read */
    Weights(WeightsFile file, Progress progress, int tensors) {
        this.file = file;
        this.progress = progress;
        this.tensors = tensors;
    }

    /** Takes a place of {@code length} floats, at a multiple of 64 bytes from the others; returns its offset. */
    public int take(int length) {
        int offset = size;
        size = Math.addExact(size, Math.ceilDiv(length, 16) * 16);
        return offset;
    }

    /** Adds a filling, which runs when the weights are loaded. */
    public void fillLater(Filling filling) {
        fillings.add(filling);
    }

    /** Allocates the array and fills it. */
    void load(Team team) {
        data = new float[size + MARGIN];
        team.run(this, data, data);
        spare.clear();
    }

    @Override
    public int pieces(int threads) {
        return Math.max(1, fillings.size());
    }

    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        int end = Work.start(piece + 1, pieces, fillings.size());
        for (int i = Work.start(piece, pieces, fillings.size()); i < end; i++) {
            fillings.get(i).fill(w);
        }
    }

    /** All weights, each layer's at its own place; null before they are loaded. */
    float[] data() {
        return data;
    }

    /**
     * Some elements of a large tensor, in the file's order, in an array that must be given back. There is never more
     * than one such array per thread.
     *
     * @param last whether the tensor is read completely with these
     */
    public float[] borrow(String name, int first, int count, boolean last) {
        float[] elements = file.floats(name, first, count, spare.poll());
        return last ? counted(elements) : elements;
    }

    public void giveBack(float[] elements) {
        spare.add(elements);
    }

    /** A tensor as the file has it. */
    float[] read(String name) {
        return counted(file.floats(name));
    }

    private float[] counted(float[] tensor) {
        int read = tensorsRead.incrementAndGet();
        synchronized (progress) {
            progress.update("loading weights", read, tensors);
        }
        return tensor;
    }
}
