package resnet50.core;

import java.util.function.LongSupplier;

/**
 * How long a warm-up waits for the JIT compiler: until nothing has been compiled for some seconds. On a busy machine,
 * compilation may take ten times as long as usual, and code that is not compiled a thousand times as long. A JVM that
 * compiles nothing, as with {@code -Xint}, must not wait.
 */
public final class Patience {
    private static final long USUAL_NANOS = 4_000_000_000L;

    private final long nanos;
    private final LongSupplier clock;
    private long end;
    private int most;

    /** @param nanos time without progress, in nanoseconds */
    public Patience(long nanos) {
        this(nanos, System::nanoTime);
    }

    /** @param clock the time, in nanoseconds */
    Patience(long nanos, LongSupplier clock) {
        this.nanos = nanos;
        this.clock = clock;
        end = clock.getAsLong() + nanos;
    }

    /** The patience of the first inference. */
    public static Patience usual() {
        return new Patience(USUAL_NANOS);
    }

    /**
     * Whether to wait no longer.
     *
     * @param compiled the progress, such as the number of kernels that are compiled
     */
    public boolean ends(int compiled) {
        if (compiled > most) {
            most = compiled;
            end = clock.getAsLong() + nanos;
        }
        return clock.getAsLong() - end >= 0;
    }
}
