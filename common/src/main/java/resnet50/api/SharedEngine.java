package resnet50.api;

import resnet50.core.Engine;

/**
 * An engine that any number of threads may call and close. Calls are admitted in the order of their arrival:
 * {@link #run} while no other call is in progress, {@link #runAlone} while there is a free lane. Admission allocates
 * nothing.
 */
final class SharedEngine implements AutoCloseable {
    private final Engine engine;
    private final int lanes;

    private long arrived; // number of the latest call, from 1
    private long admitted; // number of the latest call that was admitted
    private int busyLanes;
    private boolean closed;
    private boolean released;

    /** @param engine is closed with this object, and called through it only */
    SharedEngine(Engine engine) {
        this.engine = engine;
        this.lanes = engine.lanes();
    }

    /** As {@link Engine#lanes}. */
    int lanes() {
        return lanes;
    }

    /**
     * As {@link Engine#run}; takes all lanes.
     *
     * @throws IllegalStateException if the engine is closed
     */
    void run(float[] input, float[] logits) {
        enter(lanes);
        try {
            engine.run(input, logits);
        } finally {
            leave(lanes);
        }
    }

    /**
     * As {@link Engine#runAlone}; takes one lane.
     *
     * @throws IllegalStateException if the engine is closed
     */
    void runAlone(float[] input, float[] logits) {
        enter(1);
        try {
            engine.runAlone(input, logits);
        } finally {
            leave(1);
        }
    }

    /** An interrupt does not end the wait, and stays set. */
    private synchronized void enter(int needed) {
        long number = ++arrived;
        boolean interrupted = false;
        while (!closed && (admitted != number - 1 || busyLanes + needed > lanes)) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (closed) {
            throw new IllegalStateException("the classifier is closed");
        }
        admitted = number;
        busyLanes += needed;
        notifyAll(); // there may be a lane left for the next call
    }

    private synchronized void leave(int taken) {
        busyLanes -= taken;
        notifyAll();
    }

    /**
     * Refuses further and waiting calls, then waits for those in progress. An interrupt does not end the wait, and
     * stays set. A second call changes nothing.
     */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        boolean interrupted = false;
        while (busyLanes > 0) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!released) {
            released = true;
            engine.close();
        }
    }
}
