package resnet50.api;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class InOrderTest {
    private static final int TASKS = 500;

    private static Iterator<Callable<Integer>> tasks(Callable<Integer> first, Callable<Integer> others) {
        return IntStream.range(0, TASKS).mapToObj(i -> i == 0 ? first : others).iterator();
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() {
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
    void asManyAreUnderWayAsThereAreThreads() {
        CountDownLatch together = new CountDownLatch(3);
        InOrder.run(tasks(() -> meet(together), () -> meet(together)), 3, result -> true);
    }

    private static int meet(CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        return 0;
    }

    @Test
    void aSlowOneDoesNotLetResultsPileUp() {
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
        assertTrue(begunAtFirst.getFirst() <= 8, begunAtFirst + " begun before the first result was taken");
    }

    @Test
    void whatATaskThrowsReachesTheCaller() {
        IllegalStateException thrown = new IllegalStateException();
        Callable<Integer> bad = () -> {
            throw thrown;
        };
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> InOrder.run(tasks(bad, () -> 0), 2, r -> true)));
    }

    @Test
    void nothingIsBegunOnceTheSinkWantsNoMore() {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> results = new ArrayList<>();
        InOrder.run(tasks(begun::incrementAndGet, begun::incrementAndGet), 2, result -> {
            results.add(result);
            return results.size() < 3;
        });
        assertEquals(3, results.size());
        assertTrue(begun.get() < TASKS, begun + " tasks");
    }
}
