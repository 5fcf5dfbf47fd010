package resnet50;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;

/**
 * The weights of all layers: one array, in the order in which kernels read them. Each layer takes a region and
 * registers code that fills it when it is built. Then the regions are filled in parallel.
 */
public final class Weights implements Work {
    /** Floats after the last weights. Kernels prefetch beyond the weights that they read. */
    private static final int MARGIN = 1 << 16;

    private final WeightsFile file;
    private final Progress progress;
    private final int tensors;
    private final AtomicInteger tensorsRead = new AtomicInteger();
    private final List<Filling> fillings = new ArrayList<>();
    private final Queue<float[]> spare = new ConcurrentLinkedQueue<>();
    private int size = Buffers.FIRST;
    private float[] data;

    /** Fills a layer's region. */
    @FunctionalInterface
    public interface Filling {
        /** @param data all weights; the layer writes its own */
        void fill(float[] data);
    }

    /** @param tensors number of tensors that will be read */
    Weights(WeightsFile file, Progress progress, int tensors) {
        this.file = file;
        this.progress = progress;
        this.tensors = tensors;
    }

    /** Takes a region of {@code length} floats, at a multiple of 64 bytes from the others; returns its offset. */
    public int take(int length) {
        int offset = size;
        size = Math.addExact(size, Math.ceilDiv(length, 16) * 16);
        return offset;
    }

    /** Registers a filling, which runs when the weights are loaded. */
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

    /** All weights, each layer's in its own region; null before they are loaded. */
    float[] data() {
        return data;
    }

    /**
     * Reads some elements of a large tensor, in the file's order, into an array that must be given back. At most one
     * such array exists per thread.
     *
     * @param last whether these elements complete the tensor
     */
    public float[] borrow(String name, int first, int count, boolean last) {
        float[] elements = file.floats(name, first, count, spare.poll());
        return last ? counted(elements) : elements;
    }

    public void giveBack(float[] elements) {
        spare.add(elements);
    }

    /** Reads a tensor, in the file's element order. */
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
