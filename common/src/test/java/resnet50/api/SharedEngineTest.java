package resnet50.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import resnet50.core.AllocationMeter;
import resnet50.core.Engine;

@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD) // calls that wait for a lane ignore interrupts
class SharedEngineTest {
    private static final int LANES = 3;
    private static final int CALLERS = 5;
    private static final int CALLS = 300;
    private static final float[] NUMBERS = {};

    /** Engine that fails if calls overlap that must exclude each other. */
    private static final class Strict implements Engine {
        private final int lanes;
        private final AtomicInteger inRun = new AtomicInteger();
        private final AtomicInteger inRunAlone = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        Strict(int lanes) {
            this.lanes = lanes;
        }

        @Override
        public void run(float[] input, float[] logits) {
            assertEquals(1, inRun.incrementAndGet(), "concurrent calls of run");
            assertEquals(0, inRunAlone.get(), "calls of runAlone during a call of run");
            work();
            inRun.decrementAndGet();
        }

        @Override
        public void runAlone(float[] input, float[] logits) {
            assertTrue(inRunAlone.incrementAndGet() <= lanes, "more calls of runAlone than lanes");
            assertEquals(0, inRun.get(), "calls of run during a call of runAlone");
            work();
            inRunAlone.decrementAndGet();
        }

        private void work() {
            assertEquals(0, closed.get(), "calls after the engine is closed");
            calls.incrementAndGet();
            LockSupport.parkNanos(1_000); // time for other calls to enter if they are not excluded
        }

        @Override
        public int lanes() {
            return lanes;
        }

        @Override
        public void close() {
            assertEquals(0, inRun.get() + inRunAlone.get(), "calls in progress while the engine is closed");
            closed.incrementAndGet();
        }
    }

    private static void inParallel(Callable<?> task) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                futures.add(executor.submit(task));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
    }

    @Test
    void admitsOneRunOrOneRunAlonePerLane() throws Exception {
        Strict strict = new Strict(LANES);
        try (SharedEngine engine = new SharedEngine(strict)) {
            inParallel(() -> {
                for (int i = 0; i < CALLS; i++) {
                    if (i % 5 == 0) {
                        engine.run(NUMBERS, NUMBERS);
                    } else {
                        engine.runAlone(NUMBERS, NUMBERS);
                    }
                }
                return null;
            });
        }
        assertEquals(CALLERS * CALLS, strict.calls.get());
        assertEquals(1, strict.closed.get());
    }

    @Test
    void usesAllLanesConcurrently() throws Exception {
        CountDownLatch together = new CountDownLatch(LANES);
        Engine meeting = new Engine() {
            @Override
            public void run(float[] input, float[] logits) {}

            @Override
            public int lanes() {
                return LANES;
            }

            @Override
            public void runAlone(float[] input, float[] logits) {
                together.countDown();
                awaitUninterrupted(together);
            }
        };
        try (SharedEngine engine = new SharedEngine(meeting)) {
            inParallel(() -> {
                engine.runAlone(NUMBERS, NUMBERS);
                return null;
            });
        }
    }

    @Test
    void closeWaitsForCallsInProgressAndRefusesWaitingCalls() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        AtomicInteger finishedBeforeClose = new AtomicInteger();
        Engine slow = new Engine() {
            @Override
            public void run(float[] input, float[] logits) {
                inside.countDown();
                awaitUninterrupted(mayLeave);
                finished.incrementAndGet();
            }

            @Override
            public void close() {
                finishedBeforeClose.set(finished.get());
            }
        };
        SharedEngine engine = new SharedEngine(slow);
        Thread first = Thread.ofPlatform().start(() -> engine.run(NUMBERS, NUMBERS));
        inside.await();
        AtomicInteger refused = new AtomicInteger();
        Thread second = Thread.ofPlatform().start(() -> {
            String message = assertThrows(IllegalStateException.class, () -> engine.run(NUMBERS, NUMBERS)).getMessage();
            assertEquals("the classifier is closed", message);
            refused.incrementAndGet();
        });
        awaitState(second, Thread.State.WAITING);
        Thread closer = Thread.ofPlatform().start(engine::close);
        second.join(); // refused while the first call is still in progress
        assertEquals(1, refused.get());
        assertEquals(0, finished.get());
        mayLeave.countDown();
        closer.join();
        first.join();
        assertEquals(1, finishedBeforeClose.get());
        engine.close(); // a second close has no effect
        assertThrows(IllegalStateException.class, () -> engine.runAlone(NUMBERS, NUMBERS));
    }

    @Test
    void anInterruptKeepsItsFlagAndDoesNotEndTheWait() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        Engine slow = (input, logits) -> {
            if (inside.getCount() > 0) { // the first call
                inside.countDown();
                awaitUninterrupted(mayLeave);
            }
        };
        try (SharedEngine engine = new SharedEngine(slow)) {
            Thread first = Thread.ofPlatform().start(() -> engine.run(NUMBERS, NUMBERS));
            inside.await();
            AtomicInteger interruptedAfterwards = new AtomicInteger();
            Thread second = Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                engine.run(NUMBERS, NUMBERS);
                interruptedAfterwards.set(Thread.interrupted() ? 1 : 0);
            });
            awaitState(second, Thread.State.WAITING);
            mayLeave.countDown();
            first.join();
            second.join();
            assertEquals(1, interruptedAfterwards.get());
        }
    }

    @Test
    void freesTheLaneIfTheEngineThrows() {
        Engine failing = (input, logits) -> {
            throw new IllegalArgumentException();
        };
        try (SharedEngine engine = new SharedEngine(failing)) {
            assertThrows(IllegalArgumentException.class, () -> engine.run(NUMBERS, NUMBERS));
            assertThrows(IllegalArgumentException.class, () -> engine.runAlone(NUMBERS, NUMBERS));
        }
    }

    @Test
    void admissionAllocatesNothing() {
        AllocationMeter meter = new AllocationMeter();
        try (SharedEngine engine = new SharedEngine((input, logits) -> {})) {
            engine.run(NUMBERS, NUMBERS);
            engine.runAlone(NUMBERS, NUMBERS);
            long before = meter.callerBytes();
            for (int i = 0; i < CALLS; i++) {
                engine.run(NUMBERS, NUMBERS);
                engine.runAlone(NUMBERS, NUMBERS);
            }
            assertEquals(before, meter.callerBytes());
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
