package resnet50.measure;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import resnet50.environment.VectorModule;

/**
 * The peak FMA rate of one thread; reports state the speed of kernels as a share of it. The rate is measured in the process
 * that runs the kernels, because the speed of a shared machine changes from one minute to the next.
 */
public final class FmaPeak {
    /** Rounds per call until the loop is compiled; few, because an interpreted round takes a thousand times as long. */
    private static final int COLD_ROUNDS = 4;

    /** About 10 µs in compiled code; the call and the clock are negligible. */
    private static final int ROUNDS = 4096;

    private static final long SLICE_NANOS = 10_000_000;
    private static final int SLICES = 12;

    /** FMAs per nanosecond that show C2's code in short calls: it reaches five times this rate, C1's code a fifth at most. */
    private static final double COMPILED = 0.1;

    /** Without a compiler, as under {@code -Xint}, the interpreter's rate is measured. */
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    /** The accumulators grow to 2²³ at most, where adding a half changes nothing: no overflow, and no slow subnormal numbers. */
    private static final float[] FACTORS = {0.5f, 1};

    /** Read once, when {@link FmaLoop} is initialized. */
    static int loopBits;

    /** Never read; keeps the compiler from removing the loops. */
    static volatile float sink;

    private FmaPeak() {}

    /**
     * Measures a dozen slices of 10 ms; the fastest counts, because other load can only slow a slice down. The peak of
     * several threads is not a multiple of one thread's: threads of the same core share its FMA units.
     *
     * @param bits    width of the vectors, 0 for scalar FMAs; a JVM measures only one vector width, that of the first call
     * @param threads number of threads that run the loop at the same time, at least one
     * @return GFLOP/s of all threads, two operations per lane and FMA
     * @throws IllegalArgumentException if the JVM has no such vectors, or has measured another width
     */
    public static synchronized double gflops(int bits, int threads) {
        if (bits != 0) {
            check(bits);
        }
        warmUp(bits);
        List<Callable<Double>> slices = Collections.nCopies(threads, () -> slice(bits, ROUNDS));
        double best = 0;
        try (ThreadTeam team = new ThreadTeam(threads, "fma-")) {
            for (int i = 0; i < SLICES; i++) {
                best = Math.max(best, team.run(slices).stream().mapToDouble(Double::doubleValue).sum());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the result is that of the slices so far
        }
        return 2 * best * (bits == 0 ? 1 : FmaLoop.LANES);
    }

    private static void check(int bits) {
        if (bits > VectorModule.preferredBits()) {
            throw new IllegalArgumentException(bits + " bits, but this JVM has vectors of " + VectorModule.preferredBits());
        }
        loopBits = loopBits == 0 ? bits : loopBits;
        if (FmaLoop.BITS != bits) {
            throw new IllegalArgumentException(bits + " bits, but this JVM measures with " + FmaLoop.BITS);
        }
    }

    private static void warmUp(int bits) {
        long start = System.nanoTime();
        while (slice(bits, COLD_ROUNDS) < COMPILED && System.nanoTime() - start < WARM_UP_NANOS) {
            // C2 compiles in the background
        }
    }

    /** FMAs per nanosecond over 10 ms. */
    private static double slice(int bits, int rounds) {
        float first = FACTORS[0];
        float second = FACTORS[1];
        long calls = 0;
        long start = System.nanoTime();
        long nanos;
        float sum = 0;
        do {
            sum += bits == 0 ? scalars(rounds, first, second) : FmaLoop.vectors(rounds, first, second);
            calls++;
            nanos = System.nanoTime() - start;
        } while (nanos < SLICE_NANOS);
        sink = sum;
        return (double) FmaLoop.SUMS * rounds * calls / nanos;
    }

    /** As {@link FmaLoop#vectors}, scalar and without the Vector API. */
    static float scalars(int rounds, float f, float g) {
        float a0 = 0;
        float a1 = g;
        float a2 = a1 + g;
        float a3 = a2 + g;
        float a4 = a3 + g;
        float a5 = a4 + g;
        float a6 = a5 + g;
        float a7 = a6 + g;
        float a8 = a7 + g;
        float a9 = a8 + g;
        float a10 = a9 + g;
        float a11 = a10 + g;
        for (int i = 0; i < rounds; i += 2) {
            a0 = Math.fma(f, g, a0);
            a1 = Math.fma(f, g, a1);
            a2 = Math.fma(f, g, a2);
            a3 = Math.fma(f, g, a3);
            a4 = Math.fma(f, g, a4);
            a5 = Math.fma(f, g, a5);
            a6 = Math.fma(f, g, a6);
            a7 = Math.fma(f, g, a7);
            a8 = Math.fma(f, g, a8);
            a9 = Math.fma(f, g, a9);
            a10 = Math.fma(f, g, a10);
            a11 = Math.fma(f, g, a11);
            a0 = Math.fma(f, g, a0);
            a1 = Math.fma(f, g, a1);
            a2 = Math.fma(f, g, a2);
            a3 = Math.fma(f, g, a3);
            a4 = Math.fma(f, g, a4);
            a5 = Math.fma(f, g, a5);
            a6 = Math.fma(f, g, a6);
            a7 = Math.fma(f, g, a7);
            a8 = Math.fma(f, g, a8);
            a9 = Math.fma(f, g, a9);
            a10 = Math.fma(f, g, a10);
            a11 = Math.fma(f, g, a11);
        }
        return a0 + a1 + (a2 + a3) + (a4 + a5) + (a6 + a7 + (a8 + a9) + (a10 + a11));
    }
}
