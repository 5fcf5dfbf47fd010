package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.Engine;
import resnet50.core.Progress;

class BenchTest {
    static final RunSetup SUBJECT = new RunSetup("fake", "does nothing", "resnet50", "synthetic", 224, 1, "auto");
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final double EXACT = 1e-9;

    @Test
    void distinguishesColdAndWarmRuns() {
        // the cold run, 9 faster runs, then a steady 100 ms; windows are at least 500 ms
        FakeEngine fake = new FakeEngine(0, 900, 400, 400, 300, 300, 200, 200, 200, 150, 150, 100);
        BenchResult result = new Bench(BUDGET, Duration.ZERO, Progress.NONE, fake::nanoTime)
                .run(
                        SUBJECT,
                        () -> {
                            fake.sleep(Duration.ofMillis(250));
                            return fake;
                        },
                        FakeEngine.INPUT,
                        fake,
                        FakeEngine.CLASSES,
                        Duration.ofMillis(1200));

        assertEquals(250, result.loadMs(), EXACT);
        assertEquals(1200 + 250 + 900, result.timeToFirstLabelMs(), EXACT);
        assertEquals(20, result.firstRunsMs().size());
        assertEquals(List.of(900.0, 400.0, 400.0, 300.0), result.firstRunsMs().subList(0, 4));
        assertTrue(result.steady());
        assertEquals(List.of(), result.notes());
        assertEquals(new Latency(result.latency().runs(), 100, 100, 100, 100, 100), result.latency());
        assertEquals(10, result.picturesPerSecond(), EXACT);
        assertEquals(fake.runs, result.warmUpRuns() + result.latency().runs());
        double unused = 10_000 - (250 + result.warmUpMs() + 100 * result.latency().runs());
        assertTrue(unused >= 0 && unused < 100, unused + " ms of the budget are unused");
        assertTrue(fake.closed);
    }

    @Test
    void stopsWarmingUpAtHalfTheBudgetIfTimesNeverSettle() {
        long[] everFaster = new long[100];
        for (int i = 0; i < everFaster.length; i++) {
            everFaster[i] = Math.max(1, Math.round(1000 * Math.pow(0.9, i)));
        }
        BenchResult result = bench(new FakeEngine(0, everFaster));
        assertFalse(result.steady());
        assertEquals(BUDGET.toMillis() / 2.0, result.warmUpMs(), 700);
        assertTrue(result.notes().getFirst().contains("not settled"), result.notes().toString());
    }

    @Test
    void keepsTimeForThreeSlowRuns() {
        FakeEngine fake = new FakeEngine(0, 8000);
        BenchResult result = bench(fake, Duration.ofSeconds(35));
        assertEquals(1, result.warmUpRuns());
        assertEquals(3, result.latency().runs());
        assertEquals(4 * 8000, result.warmUpMs() + 3 * result.latency().meanMs(), EXACT);
        assertFalse(result.steady());
        assertTrue(result.notes().toString().contains("Only 3 runs"), result.notes().toString());
        assertFalse(result.notes().toString().contains("overrun"), result.notes().toString());
    }

    @Test
    void measuresSlowRunsUntilTheBudgetIsUsedUp() {
        FakeEngine fake = new FakeEngine(0, 8000);
        BenchResult result = bench(fake, Duration.ofSeconds(60));
        assertEquals(7, fake.runs);
        assertEquals(3, result.latency().runs());
    }

    @Test
    void measuresThreeRunsEvenIfTheyOverrunTheBudget() {
        FakeEngine fake = new FakeEngine(0, 8000);
        BenchResult result = bench(fake, Duration.ofSeconds(1));
        assertEquals(4, fake.runs);
        assertEquals(3, result.latency().runs());
        assertTrue(result.notes().toString().contains("overrun"), result.notes().toString());
    }

    /** After the slow cold run, there is time for measured runs only. The second run is fast, so warm-up goes on. */
    @Test
    void warmsUpOnceItTurnsOutThatOnlyTheColdRunWasSlow() {
        FakeEngine fake = new FakeEngine(0, 4000, 100);
        BenchResult result = bench(fake, Duration.ofSeconds(12));
        assertTrue(result.steady());
        assertEquals(100, result.latency().maxMs(), EXACT);
        assertTrue(result.warmUpRuns() > 6, result.warmUpRuns() + " runs");
    }

    @Test
    void warmUpOfATinyNetworkEndsBeforeTheLogFillsTheHeap() {
        BenchResult result = bench(new FakeEngine(0, 1), Duration.ofHours(1));
        assertEquals(Bench.MAX_MEASURED, result.latency().runs());
    }

    @Test
    void reportsNoSpeedOfAWrongResult() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            FakeEngine fake = FakeEngine.withLastLogit(run -> run == 30 ? wrong : 1);
            Exception e = assertThrows(IllegalStateException.class, () -> bench(fake));
            assertEquals("run 30: logit 3 is " + wrong, e.getMessage());
            assertTrue(fake.closed);
        }
    }

    @Test
    void noticesALogitThatWasNotWritten() {
        FakeEngine fake = new FakeEngine(0, 1);
        Engine lazy = (input, logits) -> {
            fake.sleep(Duration.ofMillis(100));
            logits[0] = 1;
        };
        Bench bench = new Bench(BUDGET, Duration.ZERO, Progress.NONE, fake::nanoTime);
        Exception e = assertThrows(
                IllegalStateException.class,
                () -> bench.run(SUBJECT, () -> lazy, FakeEngine.INPUT, fake, FakeEngine.CLASSES, Duration.ZERO));
        assertEquals("run 1: logit 1 is NaN", e.getMessage());
    }

    @Test
    void reportsLogitsThatDifferInOneBit() {
        BenchResult same = bench(FakeEngine.withLastLogit(run -> 1f));
        assertTrue(same.deterministic());
        BenchResult different = bench(FakeEngine.withLastLogit(run -> run == 30 ? Math.nextUp(1f) : 1f));
        assertFalse(different.deterministic());
        assertTrue(different.notes().toString().contains("1 of 100 runs"), different.notes().toString());
        assertFalse(bench(FakeEngine.withLastLogit(run -> run == 1 ? 0f : -0f)).deterministic());
    }

    @Test
    void countsWeightsBytesPerRun() {
        assertEquals(0, bench(new FakeEngine(0, 100)).weightsBytes());
        assertEquals(102_228_128, bench(new FakeEngine(102_228_128, 100)).weightsBytes());
    }

    @Test
    void reportsProgressInMillisecondsAndTheEndOnce() {
        List<Long> done = Collections.synchronizedList(new ArrayList<>());
        FakeEngine fake = new FakeEngine(0, 100);
        Bench bench = new Bench(BUDGET, Duration.ZERO, (task, now, total) -> {
            assertEquals(10_000, total);
            done.add(now);
        }, fake::nanoTime);
        bench.run(SUBJECT, () -> fake, FakeEngine.INPUT, fake, FakeEngine.CLASSES, Duration.ZERO);
        assertEquals(100, done.getFirst());
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(done.size() - 1, done.indexOf(10_000L));
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Bench(Duration.ZERO, Duration.ZERO, Progress.NONE));
    }

    @Test
    void throughputIsMeasuredIfAskedFor() {
        assertTrue(Double.isNaN(bench(new FakeEngine(0, 100)).throughput()));
        FakeEngine fake = new FakeEngine(0, 100);
        BenchResult result = new Bench(BUDGET, Duration.ofSeconds(1), Progress.NONE, fake::nanoTime)
                .run(SUBJECT, () -> fake, FakeEngine.INPUT, fake, FakeEngine.CLASSES, Duration.ZERO);
        assertTrue(result.throughput() > 0, result.toString());
        assertEquals(1, result.lanes());
        int alone = fake.runs - result.warmUpRuns() - result.latency().runs();
        assertEquals(10, alone, "as many pictures of 100 ms as fit into a second");
    }

    private static BenchResult bench(FakeEngine fake) {
        return bench(fake, BUDGET);
    }

    private static BenchResult bench(FakeEngine fake, Duration budget) {
        return new Bench(budget, Duration.ZERO, Progress.NONE, fake::nanoTime)
                .run(SUBJECT, () -> fake, FakeEngine.INPUT, fake, FakeEngine.CLASSES, Duration.ZERO);
    }
}
