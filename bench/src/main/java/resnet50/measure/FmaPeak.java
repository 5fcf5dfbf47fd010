package resnet50.measure;

import resnet50.environment.VectorModule;

/**
 * How fast one thread of this JVM can multiply and add at all: the yardstick for kernels, taken in the same process, for the
 * speed of a shared machine changes from one minute to the next.
 */
public final class FmaPeak {
    /** Rounds a call while the loop is not compiled: few, for each takes a thousand times as long as later. */
    private static final int COLD_ROUNDS = 4;

    /** Some 10 microseconds compiled, against which the call and the clock are nothing. */
    private static final int ROUNDS = 4096;

    private static final long SLICE_NANOS = 10_000_000;
    private static final int SLICES = 12;

    /** FMAs a nanosecond of cold calls: C2's code does five times as many, that of C1 and the interpreter a fifth at most. */
    private static final double COMPILED = 0.1;

    /** Where nothing is ever compiled, as under {@code -Xint}, what is measured is that. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    /** The fixed point is 2, so that sums neither overflow nor become subnormal, which would be slow. */
    private static final float[] OPERANDS = {0.5f, 1};

    /** Read once, by {@link FmaLoop}. */
    static int loopBits;

    /** Read by nobody; without it, there would be nothing to compute. */
    static volatile float sink;

    private FmaPeak() {}

    /**
     * The best of a dozen slices of 10 ms: whatever else the machine does can only make one slower.
     *
     * @param bits width of the vectors, 0 for scalar FMAs; the first width but 0 is this JVM's only one
     * @return GFLOP/s of the calling thread, two operations a lane and FMA
     * @throws IllegalArgumentException if the JVM has no such vectors, or has measured another width
     */
    public static synchronized double gflops(int bits) {
        if (bits != 0) {
            check(bits);
        }
        warmUp(bits);
        double best = 0;
        for (int i = 0; i < SLICES; i++) {
            best = Math.max(best, slice(bits, ROUNDS));
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
        while (slice(bits, COLD_ROUNDS) < COMPILED && System.nanoTime() - start < PATIENCE_NANOS) {
            // the compiler works beside us
        }
    }

    /** The speed over 10 ms of calls, in FMAs a nanosecond. */
    private static double slice(int bits, int rounds) {
        float factor = OPERANDS[0];
        float summand = OPERANDS[1];
        long calls = 0;
        long start = System.nanoTime();
        long nanos;
        float sum = 0;
        do {
            sum += bits == 0 ? scalars(rounds, factor, summand) : FmaLoop.vectors(rounds, factor, summand);
            calls++;
            nanos = System.nanoTime() - start;
        } while (nanos < SLICE_NANOS);
        sink = sum;
        return (double) FmaLoop.SUMS * rounds * calls / nanos;
    }

    /** As {@link FmaLoop#vectors}, with a lane and without the Vector API. */
    static float scalars(int rounds, float f, float s) {
        float a0 = 0;
        float a1 = s;
        float a2 = a1 + s;
        float a3 = a2 + s;
        float a4 = a3 + s;
        float a5 = a4 + s;
        float a6 = a5 + s;
        float a7 = a6 + s;
        float a8 = a7 + s;
        float a9 = a8 + s;
        float a10 = a9 + s;
        float a11 = a10 + s;
        for (int i = 0; i < rounds; i++) {
            a0 = Math.fma(a0, f, s);
            a1 = Math.fma(a1, f, s);
            a2 = Math.fma(a2, f, s);
            a3 = Math.fma(a3, f, s);
            a4 = Math.fma(a4, f, s);
            a5 = Math.fma(a5, f, s);
            a6 = Math.fma(a6, f, s);
            a7 = Math.fma(a7, f, s);
            a8 = Math.fma(a8, f, s);
            a9 = Math.fma(a9, f, s);
            a10 = Math.fma(a10, f, s);
            a11 = Math.fma(a11, f, s);
        }
        return a0 + a1 + (a2 + a3) + (a4 + a5) + (a6 + a7 + (a8 + a9) + (a10 + a11));
    }
}
