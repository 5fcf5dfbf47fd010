package resnet50;

import java.util.ArrayDeque;

/** A pool of arenas for concurrent inferences. An arena is allocated when it is first needed, and kept. */
final class Arenas {
    private final Buffers buffers;
    private final ArrayDeque<float[]> free = new ArrayDeque<>();
    private int left;

    /** @param most maximum number of arenas; while all are in use, {@link #take} blocks */
    Arenas(Buffers buffers, int most) {
        this.buffers = buffers;
        this.left = most;
    }

    /** Takes an arena for one worker. An interrupt does not end the wait; the thread's interrupt status is kept. */
    float[] take() {
        boolean interrupted = false;
        try {
            synchronized (this) {
                while (free.isEmpty() && left == 0) {
                    try {
                        wait();
                    } catch (InterruptedException _) {
                        interrupted = true;
                    }
                }
                if (!free.isEmpty()) {
                    return free.pop();
                }
                float[] arena = buffers.arena(1); // not counted on OutOfMemoryError: others may retry
                left--;
                return arena;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns an arena to the pool. */
    synchronized void give(float[] arena) {
        free.push(arena);
        notify();
    }
}
