package resnet50;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A team of threads that, together with the calling thread, processes the pieces of one {@link Work} at a time. The
 * threads live as long as the model.
 *
 * <p>An inference has about fifty layers of about a millisecond each. Therefore, threads spin at the barrier between
 * two layers, and park if no work arrives. Each thread owns a share of adjacent pieces and processes those first: much
 * of their input is in its core's cache, because the same thread wrote it in the previous layer. Then it steals pieces
 * from the other shares. Because of work stealing, a preempted thread delays only its current piece, and no thread
 * waits for a thread that has not woken up.
 */
final class Team implements AutoCloseable {
    /** Runs all work on the calling thread; any number of threads may share it. */
    static final Team ALONE = new Team(1);

    /**
     * Number of spins before a thread parks, about 100 µs: many times the gap between two layers, and longer than the
     * shortest layers.
     */
    private static final int SPINS = 2000;

    /** Distance between two {@link #counters}, so that no two share a cache line. */
    private static final int APART = 16;

    /** Index of the counter of started works. */
    private static final int WORKS = APART;

    /** Index of the counter of finished pieces of the current work. */
    private static final int DONE = 2 * APART;

    /**
     * Index of the first thread's share. Its lower half is the number of remaining pieces, its upper half the number of
     * the work.
     */
    private static final int SHARES = 3 * APART;

    private final int size;
    private final int spins;
    private final Thread[] threads; // [0] is null: the calling thread
    private final AtomicLongArray counters;
    private final AtomicIntegerArray parked;
    private volatile boolean closed;
    private volatile Thread waiting; // the calling thread, while it is parked
    private volatile Throwable failure;

    // The current work. It changes only when all its pieces are done, so a thread that holds a piece may read it.
    private Work work;
    private float[] x;
    private float[] w;
    private int pieces;

    /** @param size number of threads, including the calling thread */
    Team(int size) {
        this.size = size;
        // with more threads than cores, a spinning thread would take a core from a working thread
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

    /** Whether a thread belongs to the team. */
    boolean has(Thread thread) {
        return Arrays.asList(threads).contains(thread);
    }

    /**
     * Processes all pieces; returns when all are finished. Only one thread may call it at a time. An interrupt has no
     * effect.
     *
     * @throws RuntimeException the exception of a piece, unchanged; an error is rethrown in the same way
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
        for (int owner = 0; owner < sharers(); owner++) { // a thread that sees a share may start
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

    /** End of a thread's share, exclusive. */
    private int endOfShare(int owner) {
        return Work.start(owner + 1, sharers(), pieces);
    }

    /** Processes the thread's own share, then steals from the others. */
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
                } catch (Throwable e) { // rethrown by the calling thread
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
            default -> throw new IllegalStateException(thrown); // unreachable: pieces declare no checked exception
        }
    }

    /** Wakes two further threads, as in a binary tree, so that waking takes logarithmic time. */
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
                if (counters.get(WORKS) == seen && !closed) { // work may have arrived before parked was set
                    LockSupport.park(this);
                }
                parked.set(worker, 0);
            }
        }
    }

    /** Ends the threads. Must not be called while they work. The thread's interrupt status is kept. */
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
