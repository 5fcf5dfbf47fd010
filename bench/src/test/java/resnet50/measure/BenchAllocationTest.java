package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import resnet50.core.Progress;

class BenchAllocationTest {
    private static final int ARRAY_BYTES = 1 << 20;

    /** Bytes of an array's header and padding. */
    private static final long HEADER = 32;

    /** Other threads of the test's JVM allocate a little in a run that takes long on a busy machine. */
    private static final long OTHER_THREADS = 1024;

    /** Where the engines put their arrays, so that the JIT cannot drop them. */
    private static volatile byte[] sink;

    @Test
    void zeroBytesAreExactlyZero() {
        BenchResult result = bench(new FakeEngine(0, 10));
        assertEquals(0, result.callerBytes());
        assertEquals(0, result.allThreadsBytes());
    }

    @Test
    void countsAllocationOfTheCallingThread() {
        BenchResult result = bench(new FakeEngine(0, 10) {
            @Override
            public void run(float[] input, float[] logits) {
                super.run(input, logits);
                sink = new byte[ARRAY_BYTES];
            }
        });
        assertNear(ARRAY_BYTES, result.callerBytes(), HEADER);
        assertNear(ARRAY_BYTES, result.allThreadsBytes(), OTHER_THREADS);
    }

    /** One object of 24 bytes in about 950 runs must be counted. */
    @Test
    void noticesOneSmallObjectInManyRuns() {
        BenchResult result = bench(new FakeEngine(0, 10) {
            @Override
            public void run(float[] input, float[] logits) {
                super.run(input, logits);
                if (runs == 500) {
                    sink = new byte[1];
                }
            }
        });
        assertEquals(1, result.callerBytes());
    }

    @Test
    void countsAllocationOfLiveThreads() {
        BenchResult result = bench(new WorkerEngine());
        assertEquals(0, result.callerBytes());
        assertNear(ARRAY_BYTES, result.allThreadsBytes(), OTHER_THREADS);
    }

    /**
     * Starting a thread allocates memory itself, and the JVM may count the last worker of a group of 18 runs only after
     * the group's end.
     */
    @Test
    void countsAllocationOfThreadsThatHaveEnded() {
        BenchResult result = bench(new FakeEngine(0, 100) {
            @Override
            public void run(float[] input, float[] logits) {
                super.run(input, logits);
                Thread worker = Thread.ofPlatform().start(() -> sink = new byte[ARRAY_BYTES]);
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        assertNear(ARRAY_BYTES, result.allThreadsBytes(), ARRAY_BYTES / 10);
    }

    private static void assertNear(long expected, long actual, long tolerance) {
        assertTrue(Math.abs(actual - expected) <= tolerance, actual + " bytes, not about " + expected);
    }

    private static BenchResult bench(FakeEngine fake) {
        return new Bench(Duration.ofSeconds(10), Duration.ZERO, Progress.NONE, fake::nanoTime)
                .run(BenchTest.SUBJECT, () -> fake, FakeEngine.INPUT, fake, FakeEngine.CLASSES, Duration.ZERO);
    }

    /** Has one thread that lives as long as the engine. Passing a run to the thread allocates nothing. */
    private static final class WorkerEngine extends FakeEngine {
        private static final int STOP = -1;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();

        WorkerEngine() {
            super(0, 100);
            Thread.ofPlatform().daemon().start(this::work);
        }

        private void work() {
            while (asked.get() != STOP) {
                if (asked.get() > done.get()) {
                    sink = new byte[ARRAY_BYTES];
                    done.incrementAndGet();
                }
                Thread.onSpinWait();
            }
        }

        @Override
        public void run(float[] input, float[] logits) {
            super.run(input, logits);
            asked.incrementAndGet();
            while (done.get() < asked.get()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            asked.set(STOP);
        }
    }
}
