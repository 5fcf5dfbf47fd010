package resnet50.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class InOrderTest {
    private static final int TASKS = 500;

    private static Iterator<Callable<Integer>> tasks(Callable<Integer> first, Callable<Integer> others) {
        return IntStream.range(0, TASKS).mapToObj(i -> i == 0 ? first : others).iterator();
    }

    @Test
    void resultsAreInTaskOrder() {
        Random random = new Random(1);
        List<Integer> results = new ArrayList<>();
        InOrder.run(
                IntStream.range(0, TASKS)
                        .<Callable<Integer>>mapToObj(i -> () -> {
                            LockSupport.parkNanos(random.nextInt(200_000));
                            return i;
                        })
                        .iterator(),
                3,
                results::add);
        assertEquals(IntStream.range(0, TASKS).boxed().toList(), results);
    }

    @Test
    void runsOneTaskPerThreadConcurrently() {
        CountDownLatch together = new CountDownLatch(3);
        InOrder.run(tasks(() -> meet(together), () -> meet(together)), 3, result -> true);
    }

    private static int meet(CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        return 0;
    }

    @Test
    void aSlowFirstTaskLimitsTheNumberOfPendingResults() {
        AtomicInteger begun = new AtomicInteger();
        Callable<Integer> slow = () -> {
            LockSupport.parkNanos(50_000_000);
            return begun.incrementAndGet();
        };
        List<Integer> begunAtFirst = new ArrayList<>();
        InOrder.run(tasks(slow, begun::incrementAndGet), 2, result -> {
            if (begunAtFirst.isEmpty()) {
                begunAtFirst.add(begun.get());
            }
            return true;
        });
        assertTrue(begunAtFirst.getFirst() <= 8, begunAtFirst + " tasks begun before the first result was delivered");
    }

    @Test
    void rethrowsAnExceptionOfATask() {
        IllegalStateException thrown = new IllegalStateException();
        Callable<Integer> bad = () -> {
            throw thrown;
        };
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> InOrder.run(tasks(bad, () -> 0), 2, r -> true)));
    }

    /** Each task is created after the previous task's result was delivered. */
    @Test
    void deliversResultsWhileWaitingForTheNextTask() {
        SynchronousQueue<Integer> delivered = new SynchronousQueue<>();
        AtomicInteger asked = new AtomicInteger();
        Iterator<Callable<Integer>> conversation = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return asked.get() < 5;
            }

            @Override
            public Callable<Integer> next() {
                int number = asked.getAndIncrement();
                if (number > 0) {
                    assertEquals(number - 1, assertDoesNotThrow(delivered::take));
                }
                return () -> number;
            }
        };
        List<Integer> results = new ArrayList<>();
        InOrder.runAsTheyCome(conversation, 2, result -> {
            results.add(result);
            if (result < 4) {
                assertDoesNotThrow(() -> delivered.put(result));
            }
            return true;
        });
        assertEquals(List.of(0, 1, 2, 3, 4), results);
    }

    @Test
    void rethrowsAnExceptionOfTheIteratorAfterEarlierResults() {
        IllegalStateException thrown = new IllegalStateException();
        Iterator<Callable<Integer>> broken = Stream.<Callable<Integer>>of(() -> 1, () -> {
            throw thrown;
        }).iterator();
        List<Integer> results = new ArrayList<>();
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> InOrder.runAsTheyCome(broken, 2, results::add)));
        assertEquals(List.of(1), results);
        Iterator<Callable<Integer>> failing = Stream.of(1, 2).<Callable<Integer>>map(i -> {
            if (i == 2) {
                throw thrown;
            }
            return () -> i;
        }).iterator();
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> InOrder.runAsTheyCome(failing, 2, r -> true)));
    }

    @Test
    void endsAnEndlessSequenceIfTheSinkReturnsFalse() {
        Iterator<Callable<Integer>> endless = Stream.<Callable<Integer>>generate(() -> () -> 1).iterator();
        List<Integer> results = new ArrayList<>();
        InOrder.runAsTheyCome(endless, 2, result -> {
            results.add(result);
            return results.size() < 20;
        });
        assertEquals(20, results.size());
    }

    @Test
    void beginsNoTaskAfterTheSinkReturnsFalse() {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> results = new ArrayList<>();
        InOrder.run(tasks(begun::incrementAndGet, begun::incrementAndGet), 2, result -> {
            results.add(result);
            return results.size() < 3;
        });
        assertEquals(3, results.size());
        assertTrue(begun.get() < TASKS, begun + " tasks begun");
    }
}
