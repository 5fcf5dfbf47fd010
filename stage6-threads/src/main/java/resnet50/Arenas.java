package resnet50;

import java.util.ArrayDeque;

/** Arenas for pictures that are computed at the same time, made when they are needed for the first time, and kept. */
final class Arenas {
    private final Buffers buffers;
    private final ArrayDeque<float[]> free = new ArrayDeque<>();
    private int left;

    /** @param most how many there may be; who asks for one more has to wait */
    Arenas(Buffers buffers, int most) {
        this.buffers = buffers;
        this.left = most;
    }

    /** An arena for one worker. An interrupt does not end the wait, and stays set. */
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
                float[] arena = buffers.arena(1); // if there is no memory for it, others may take what is left
                left--;
                return arena;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives one back. */
    synchronized void give(float[] arena) {
        free.push(arena);
        notify();
    }
}
