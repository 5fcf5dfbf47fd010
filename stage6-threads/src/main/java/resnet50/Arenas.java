package resnet50;

import java.util.ArrayDeque;

/** Arenas for inferences that run at the same time. An arena is allocated when it is first needed, and kept. */
final class Arenas {
    private final Buffers buffers;
    private final ArrayDeque<float[]> free = new ArrayDeque<>();
    private int left;

    /** @param most number of arenas; while all are in use, {@link #take} waits */
    Arenas(Buffers buffers, int most) {
        this.buffers = buffers;
        this.left = most;
    }

    /** Takes an arena for one worker. An interrupt does not end the wait; the flag stays set. */
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
                float[] arena = buffers.arena(1); // not counted if memory is short: others may try again
                left--;
                return arena;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives an arena back. */
    synchronized void give(float[] arena) {
        free.push(arena);
        notify();
    }
}
