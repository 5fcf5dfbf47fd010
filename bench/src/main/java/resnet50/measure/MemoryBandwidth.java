package resnet50.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Memory bandwidth of reading threads, the bound of layers with low arithmetic intensity. */
public final class MemoryBandwidth {
    /** 128 MiB, larger than the caches; less if the heap is too small. */
    private static final long BYTES = 128L << 20;

    /** Passes over the array; the first ones trigger compilation. */
    private static final int PASSES = 12;

    /** Numbers per call; small, so that the second pass runs compiled code. */
    private static final int PIECE = 1 << 16;

    /** Never read; keeps the compiler from removing the loops. */
    static volatile long sink;

    private MemoryBandwidth() {}

    /**
     * Measures a dozen passes over an array; the fastest counts, because other load can only slow a pass down.
     *
     * @param threads number of threads; each reads a part of the array
     * @return 10⁹ bytes per second of all threads together
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
        try (ThreadTeam team = new ThreadTeam(threads, "memory-")) {
            for (int i = 0; i < PASSES; i++) {
                long start = System.nanoTime();
                sink = team.run(parts).stream().mapToLong(Long::longValue).sum();
                best = Math.max(best, (double) numbers.length * Long.BYTES / (System.nanoTime() - start));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the result is that of the passes so far
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
