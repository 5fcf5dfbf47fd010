package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each piece is processed exactly once, at a hundred thousand barriers. */
class TeamTest {
    private static final int MOST_PIECES = 20;
    private static final float[] NONE = {};

    /** Counts how often each piece is processed. */
    private static final class Counted implements Work {
        final AtomicIntegerArray done = new AtomicIntegerArray(MOST_PIECES);
        int count;
        boolean sleeps;

        @Override
        public int pieces(int threads) {
            return count;
        }

        @Override
        public void run(float[] x, float[] w, int worker, int piece, int pieces) {
            assertEquals(count, pieces);
            if (sleeps) {
                LockSupport.parkNanos(100_000);
            }
            done.incrementAndGet(piece);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void processesEveryPieceOnce(int threads) {
        Random random = new Random(threads);
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 25_000; round++) {
                Counted work = new Counted();
                work.count = 2 + random.nextInt(MOST_PIECES - 1);
                work.sleeps = random.nextInt(1_000) == 0;
                team.run(work, NONE, NONE);
                for (int piece = 0; piece < MOST_PIECES; piece++) {
                    assertEquals(piece < work.count ? 1 : 0, work.done.get(piece), "round " + round + ", piece " + piece);
                }
                if (random.nextInt(1_000) == 0) {
                    LockSupport.parkNanos(random.nextInt(1_000_000)); // until some threads have parked
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void everyThreadBeginsWithItsOwnPieces(int threads) {
        for (int perThread = 1; perThread <= 3; perThread++) {
            int each = perThread;
            Phaser allHaveBegun = new Phaser(threads);
            int[] first = new int[threads];
            Arrays.fill(first, -1);
            Work work = new Work() {
                @Override
                public int pieces(int size) {
                    return each * size;
                }

                @Override
                public void run(float[] x, float[] w, int worker, int piece, int pieces) {
                    if (first[worker] < 0) {
                        first[worker] = piece;
                        allHaveBegun.arriveAndAwaitAdvance(); // so that no thread can steal
                    }
                }
            };
            try (Team team = new Team(threads)) { // a new team: no thread is delayed by earlier work
                team.run(work, NONE, NONE);
            }
            for (int worker = 0; worker < threads; worker++) {
                assertEquals(worker * each, first[worker]);
            }
        }
    }

    @Test
    void rethrowsAnExceptionOfAPieceAndStaysUsable() {
        try (Team team = new Team(3)) {
            IllegalStateException thrown = new IllegalStateException("a piece went wrong");
            for (int guilty = 0; guilty < 5; guilty++) {
                int piece = guilty;
                Work work = new Work() {
                    @Override
                    public int pieces(int threads) {
                        return 5;
                    }

                    @Override
                    public void run(float[] x, float[] w, int worker, int number, int pieces) {
                        if (number == piece) {
                            throw thrown;
                        }
                    }
                };
                assertSame(thrown, assertThrows(IllegalStateException.class, () -> team.run(work, NONE, NONE)));
                Counted next = new Counted();
                next.count = 4;
                team.run(next, NONE, NONE);
                assertEquals(1, next.done.get(3));
            }
        }
    }

    @Test
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void completesTheWorkAndKeepsAnInterrupt() {
        try (Team team = new Team(2)) {
            Thread.currentThread().interrupt();
            Counted work = new Counted();
            work.count = 8;
            work.sleeps = true;
            team.run(work, NONE, NONE);
            assertEquals(1, work.done.get(0));
            assertEquals(1, work.done.get(7));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void closeEndsAllThreads() {
        for (int threads = 1; threads <= 8; threads++) {
            Team team = new Team(threads);
            team.close();
            assertEquals(0, alive(team));
        }
    }

    private static long alive(Team team) {
        return Thread.getAllStackTraces().keySet().stream().filter(team::has).count();
    }
}
