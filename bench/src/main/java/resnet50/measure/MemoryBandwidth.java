package resnet50.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast threads can read memory at all: what bounds a layer that has much to read and little to compute. */
public final class MemoryBandwidth {
    /** 128 MiB, more than caches hold, unless the heap is too small for it. */
    private static final long BYTES = 128L << 20;

    /** The first ones are also there to be compiled. */
    private static final int PASSES = 12;

    /** Numbers a call: short enough that the second pass runs compiled code. */
    private static final int PIECE = 1 << 16;

    /** Read by nobody; without it, there would be nothing to add up. */
    static volatile long sink;

    private MemoryBandwidth() {}

    /**
     * The best of a dozen passes over an array: whatever else the machine does can only make one slower.
     *
     * @param threads read a part of the array each, at once
     * @return 10⁹ bytes a second, of all threads together
     */
    public static double gigabytesPerSecond(int threads) {
        long[] numbers = new long[(int) (Math.min(BYTES, Runtime.getRuntime().maxMemory() / 8) / Long.BYTES)];
        List<Callable<Long>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = (int) ((long) i * numbers.length / threads);
            int end = (int) ((long) (i + 1) * numbers.length / threads);
            parts.add(() -> sum(numbers, first, end));
        }
        double best = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("memory-", 1).factory())) {
            for (int i = 0; i < PASSES; i++) {
                long start = System.nanoTime();
                long sum = 0;
                for (Future<Long> part : executor.invokeAll(parts)) {
                    sum += part.get();
                }
                sink = sum;
                best = Math.max(best, (double) numbers.length * Long.BYTES / (System.nanoTime() - start));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // what was measured so far must do
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return best;
    }

    private static long sum(long[] numbers, int first, int end) {
        long sum = 0;
        for (int i = first; i < end; i += PIECE) {
            sum += sumOfPiece(numbers, i, Math.min(i + PIECE, end));
        }
        return sum;
    }

    static long sumOfPiece(long[] numbers, int first, int end) {
        long sum = 0;
        for (int i = first; i < end; i++) {
            sum += numbers[i];
        }
        return sum;
    }
}
