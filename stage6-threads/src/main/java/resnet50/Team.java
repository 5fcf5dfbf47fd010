package resnet50;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that do the pieces of one {@link Work} after another, the caller among them. They live as long as the model.
 *
 * <p>A picture takes some fifty layers of about a millisecond, so between two of them threads spin, and only when nothing comes
 * do they park. Whoever is free takes the next piece: a thread that the system has put aside holds up nothing but the
 * piece in its hands, and nobody waits for one that has not woken yet.
 */
final class Team implements AutoCloseable {
    /** Does everything on its caller's thread, for any number of callers. */
    static final Team ALONE = new Team(1);

    /** About 100 µs, many times what lies between two layers; the shortest layers take less. */
    private static final int SPINS = 2000;

    /** {@link #counters} lie so far apart that what one thread writes is in no cache line that others read. */
    private static final int APART = 16;

    /** Counter of the pieces that nobody has taken yet, in its lower half; the upper half counts works. */
    private static final int TICKET = APART;

    private static final int DONE = 2 * APART;

    private final int size;
    private final int spins;
    private final Thread[] threads; // [0] is the caller's place
    private final AtomicLongArray counters = new AtomicLongArray(3 * APART);
    private final AtomicIntegerArray parked;
    private volatile boolean closed;
    private volatile Thread waiting; // the caller, when he has parked
    private volatile Throwable failure;

    // The work in hand. It changes only when all its pieces are done, so who holds a piece may read it.
    private Work work;
    private float[] x;
    private float[] w;
    private int pieces;

    /** @param size threads, the caller included */
    Team(int size) {
        this.size = size;
        // where threads outnumber the cores, one that spins takes the core from one that works
        this.spins = size <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        this.threads = new Thread[size];
        this.parked = new AtomicIntegerArray(size);
        for (int i = 1; i < size; i++) {
            int worker = i;
            threads[i] = Thread.ofPlatform().daemon().name("resnet50-" + i).unstarted(() -> live(worker));
        }
        for (int i = 1; i < size; i++) {
            threads[i].start();
        }
    }

    int size() {
        return size;
    }

    /** Whether a thread is one of the team's own. */
    boolean has(Thread thread) {
        return Arrays.asList(threads).contains(thread);
    }

    /**
     * Does all pieces; returns when they are done. To be called by one thread at a time. An interrupt changes nothing.
     *
     * @throws RuntimeException what a piece has thrown, as it was thrown; so are errors
     */
    void run(Work newWork, float[] newX, float[] newW) {
        int count = size == 1 ? 1 : newWork.pieces(size);
        if (count == 1) {
            newWork.run(newX, newW, 0, 0, 1);
            return;
        }
        work = newWork;
        x = newX;
        w = newW;
        pieces = count;
        counters.set(DONE, 0);
        long number = (counters.get(TICKET) >>> Integer.SIZE) + 1;
        counters.set(TICKET, number << Integer.SIZE | count); // from here on, whoever sees it may begin
        wakeNext(0);
        takePieces(0);
        awaitOthers(count);
        rethrow();
    }

    private void takePieces(int worker) {
        for (long ticket = counters.get(TICKET); (int) ticket != 0; ticket = counters.get(TICKET)) {
            if (counters.compareAndSet(TICKET, ticket, ticket - 1)) {
                int count = pieces;
                try {
                    work.run(x, w, worker, count - (int) ticket, count);
                } catch (Throwable e) { // goes to the caller
                    failure = e;
                }
                Thread caller = counters.incrementAndGet(DONE) == count ? waiting : null;
                if (caller != null) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    private void awaitOthers(int count) {
        for (int i = 0; counters.get(DONE) != count; i++) {
            if (i < spins) {
                Thread.onSpinWait();
            } else {
                waiting = Thread.currentThread();
                if (counters.get(DONE) != count) {
                    LockSupport.park(this);
                }
                waiting = null;
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown); // no work declares one
        }
    }

    /** As in a tree, so that waking many does not take one of them long. */
    private void wakeNext(int worker) {
        for (int next = 2 * worker + 1; next <= 2 * worker + 2 && next < size; next++) {
            if (parked.get(next) != 0) {
                LockSupport.unpark(threads[next]);
            }
        }
    }

    private void live(int worker) {
        int idle = 0;
        while (!closed) {
            if ((int) counters.get(TICKET) != 0) {
                wakeNext(worker);
                takePieces(worker);
                idle = 0;
            } else if (idle++ < spins) {
                Thread.onSpinWait();
            } else {
                parked.set(worker, 1);
                if ((int) counters.get(TICKET) == 0 && !closed) { // it may have come before anybody knew that we sleep
                    LockSupport.park(this);
                }
                parked.set(worker, 0);
            }
        }
    }

    /** Ends the threads; not to be called while they work. An interrupt stays set. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (int i = 1; i < size; i++) {
            LockSupport.unpark(threads[i]);
        }
        for (int i = 1; i < size; i++) {
            while (threads[i].isAlive()) {
                try {
                    threads[i].join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
