package resnet50;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that do the pieces of one {@link Work} after another, the caller among them. They live as long as the model.
 *
 * <p>A picture takes some fifty layers of about a millisecond, so between two of them threads spin, and only when nothing comes
 * do they park. Each has a share of the pieces, neighbours, and takes those first: much of what they read it has written itself, in
 * the layer before, into its core's cache. Whoever is through with his own takes others': a thread that the system has put aside
 * holds up nothing but the piece in its hands, and nobody waits for one that has not woken yet.
 */
final class Team implements AutoCloseable {
    /** Does everything on its caller's thread, for any number of callers. */
    static final Team ALONE = new Team(1);

    /** About 100 µs, many times what lies between two layers; the shortest layers take less. */
    private static final int SPINS = 2000;

    /** {@link #counters} lie so far apart that what one thread writes is in no cache line that others read. */
    private static final int APART = 16;

    /** Counter of works. */
    private static final int WORKS = APART;

    /** Counter of the pieces that are done. */
    private static final int DONE = 2 * APART;

    /** From here on each thread's: the pieces of its share that nobody has taken yet, in the lower half; the work's number in the upper. */
    private static final int SHARES = 3 * APART;

    private final int size;
    private final int spins;
    private final Thread[] threads; // [0] is the caller's place
    private final AtomicLongArray counters;
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
        this.counters = new AtomicLongArray(SHARES + size * APART);
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
        long number = counters.get(WORKS) + 1;
        for (int owner = 0; owner < sharers(); owner++) { // whoever sees a share may begin
            counters.set(SHARES + owner * APART, number << Integer.SIZE | endOfShare(owner) - endOfShare(owner - 1));
        }
        counters.set(WORKS, number);
        wakeNext(0);
        takePieces(0);
        awaitOthers(count);
        rethrow();
    }

    private int sharers() {
        return Math.min(size, pieces);
    }

    /** The piece after the last of a thread's share. */
    private int endOfShare(int owner) {
        return Work.start(owner + 1, sharers(), pieces);
    }

    /** Its own, then those that others have not come to. */
    private void takePieces(int worker) {
        for (int i = 0; i < size; i++) {
            takeShare((worker + i) % size, worker);
        }
    }

    private void takeShare(int owner, int worker) {
        int share = SHARES + owner * APART;
        for (long left = counters.get(share); (int) left != 0; left = counters.get(share)) {
            if (counters.compareAndSet(share, left, left - 1)) {
                int count = pieces;
                try {
                    work.run(x, w, worker, endOfShare(owner) - (int) left, count);
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
        long seen = 0;
        while (!closed) {
            long number = counters.get(WORKS);
            if (number != seen) {
                seen = number;
                wakeNext(worker);
                takePieces(worker);
                idle = 0;
            } else if (idle++ < spins) {
                Thread.onSpinWait();
            } else {
                parked.set(worker, 1);
                if (counters.get(WORKS) == seen && !closed) { // one may have come before anybody knew that we sleep
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
