package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.compare.ProgramResult.Status;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;

class ComparerTest {
    private static final Network NETWORK = new Network(Architecture.named("resnet18").orElseThrow(), "weights", 32, 2);
    private static final FakeWorker SLOW = new FakeWorker("slow", 80);
    private static final FakeWorker FAST = new FakeWorker("fast", 20);

    @TempDir
    Path folder;

    private static Comparison compare(Program... programs) {
        return compare(new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(60)), programs);
    }

    private static Comparison compare(Timeouts timeouts, Program... programs) {
        return new Comparer(NETWORK, Duration.ofMillis(300), timeouts, Progress.NONE)
                .compare(Arrays.asList(programs), List.of("A note."));
    }

    /** Returns the head of a shell condition that is true only during the rounds: after the first probe of any worker. */
    private String inRounds() {
        String probed = "'" + folder.resolve("probed") + "'";
        return "if [ \"$line\" = probe ]; then touch " + probed + "; fi\nif [ \"$line\" = 'run 1' ] && [ -e " + probed + " ]; then ";
    }

    private static void assertFailed(String problem, ProgramResult rung) {
        assertEquals(Status.FAILED, rung.status());
        assertTrue(rung.problem().startsWith(problem), rung.problem());
        assertTrue(Double.isNaN(rung.overPrevious()) && Double.isNaN(rung.overFirst()), rung.toString());
    }

    @Test
    void figuresAreThoseOfTheWorkers() {
        Comparison comparison = compare(SLOW.stage(), FAST.stage());
        ProgramResult fast = comparison.rungs().get(1);
        assertEquals("fast", fast.name());
        assertEquals("an idea", fast.title());
        assertEquals(Status.RIGHT, fast.status());
        assertEquals(20, fast.latency().medianMs());
        assertEquals(4, fast.overPrevious());
        assertEquals(4, fast.overFirst());
        assertEquals(50, fast.picturesPerSecond());
        assertEquals(37_523_456, comparison.macs());
        assertEquals(2 * 37_523_456 / 20e6, fast.gflops(), 1e-9);
        assertEquals(fast.gflops() / 50, fast.ofPeak(), 1e-9);
        assertEquals(List.of(1000L, 2000L, 3000L), List.of(fast.allocatedBytes(), fast.weightsBytes(), fast.residentBytes()));
        assertEquals(12.5, fast.loadMs());
        assertTrue(fast.firstLabelMs() > 0);
        assertEquals(0, fast.maxLogitDifference());
        assertTrue(fast.top5Agrees());
        assertEquals("the logits of slow", comparison.reference());
        assertTrue(Double.isNaN(comparison.rungs().getFirst().overPrevious()));
        assertEquals(1, comparison.rungs().getFirst().overFirst());
        assertEquals(50, comparison.probe().beforeGflops());
        assertEquals("A note.", comparison.notes().getFirst());
        assertTrue(fast.layers().isEmpty(), "it refuses to tell of them, and is none the worse for it");
    }

    @Test
    void wrongLogitsAreMarkedAndNotRanked() {
        Comparison comparison = compare(SLOW.stage(), FAST.withLogits("1.5 -2 100 4 5 6.02").stage(), FAST.stage());
        ProgramResult wrong = comparison.rungs().get(1);
        assertEquals(Status.WRONG, wrong.status());
        assertEquals(0.02, wrong.maxLogitDifference(), 1e-6);
        assertTrue(Double.isNaN(wrong.overPrevious()) && Double.isNaN(wrong.overFirst()), wrong.toString());
        ProgramResult next = comparison.rungs().get(2);
        assertEquals(Status.RIGHT, next.status());
        assertTrue(Double.isNaN(next.overPrevious()), "the rung below has no speed");
        assertEquals(4, next.overFirst());
    }

    @Test
    void nanIsWrongAndNoReference() {
        Comparison comparison = compare(SLOW.withLogits("1.5 -2 NaN 4 5 6").stage(), FAST.stage(), FAST.stage());
        assertEquals(Status.WRONG, comparison.rungs().getFirst().status());
        assertEquals(Status.RIGHT, comparison.rungs().get(1).status());
        assertEquals("the logits of fast", comparison.reference());
        assertTrue(Double.isNaN(comparison.rungs().get(1).overFirst()));
    }

    @Test
    void logitsThatBecomeWrongLaterAreDetected() {
        FakeWorker later = FAST.asked("if [ \"$line\" = logits ] && [ $n -gt 3 ]; then echo 1 2 3 4 5 6; continue; fi");
        assertEquals(Status.WRONG, compare(SLOW.stage(), later.stage()).rungs().get(1).status());
    }

    @Test
    void programsThatDieOrBreakTheProtocolAreExcluded() {
        Comparison comparison = compare(
                FAST.first("echo nothing works >&2; exit 3").stage(),
                FAST.first("echo 'It is Saturday.'").stage(),
                FAST.asked(inRounds() + "kill -9 $$; fi").stage(),
                FAST.asked(inRounds() + "echo error of mine; continue; fi").stage(),
                SLOW.stage());
        List<ProgramResult> rungs = comparison.rungs();
        assertFailed("it died with exit code 3 instead of getting ready; its last words: nothing works", rungs.get(0));
        assertEquals("fast.jar", rungs.get(0).name(), "it never said its name");
        assertFailed("it does not speak the protocol: ", rungs.get(1));
        assertFailed("it died with exit code 137 instead of answering run 1", rungs.get(2));
        assertFailed("it answered run 1 with: error of mine", rungs.get(3));
        assertEquals(Status.RIGHT, rungs.get(4).status());
    }

    /** Doubles the timeout until the worker that does not hang answers in time even on a busy machine. */
    @Test
    void programsThatHangAreExcluded() {
        int seconds = 1;
        Comparison comparison;
        do {
            seconds *= 2;
            comparison = compare(
                    new Timeouts(Duration.ofSeconds(seconds + 1), Duration.ofSeconds(seconds)),
                    FAST.first("sleep 1000").stage(),
                    FAST.asked(inRounds() + "sleep 1000; fi").stage(),
                    SLOW.stage());
        } while (comparison.rungs().get(2).status() != Status.RIGHT && seconds < 64);
        assertFailed("it hung: more than " + (seconds + 1) + ".0", comparison.rungs().get(0));
        assertFailed("it hung: more than " + seconds + ".0", comparison.rungs().get(1));
        assertTrue(comparison.rungs().get(1).problem().endsWith("went by in answering run 1"), comparison.rungs().get(1).problem());
        assertEquals(Status.RIGHT, comparison.rungs().get(2).status());
    }

    @Test
    void impossibleTimesAreRefused() {
        for (double millis : new double[] {0, -5}) {
            assertFailed("it reports that an inference took", compare(new FakeWorker("odd", millis).stage()).rungs().getFirst());
        }
    }

    @Test
    void anotherNetworkIsNotCompared() {
        Network other = new Network(Architecture.named("resnet50").orElseThrow(), "weights", 32, 2);
        Comparison comparison = new Comparer(other, Duration.ofMillis(100), Progress.NONE).compare(List.of(FAST.stage()), List.of());
        assertFailed("it computes another network: resnet18 at 32", comparison.rungs().getFirst());
        assertEquals("nothing", comparison.reference());
    }

    @Test
    void mistakeOfTheUserIsReportedOnce() throws IOException {
        Path started = folder.resolve("started");
        FakeWorker refusing = FAST.first("echo x >> '" + started + "'; echo 'resnet50: w.pth: is broken; fetch it' >&2; exit 65");
        UserException mistake = assertThrows(UserException.class, () -> compare(refusing.stage(), refusing.stage()));
        assertEquals("w.pth: is broken; fetch it", mistake.getMessage());
        assertEquals(ExitCode.BAD_DATA, mistake.exitCode());
        assertEquals(1, Files.readAllLines(started).size());
        assertFailed("it died with exit code 65", compare(SLOW.stage(), refusing.peer()).rungs().get(1));
    }

    @Test
    void singleProgramHasNoReference() {
        String notes = String.join(" ", compare(FAST.stage()).notes());
        assertTrue(notes.contains("The logits of fast could not be compared with any others."), notes);
        assertFalse(String.join(" ", compare(SLOW.stage(), FAST.stage()).notes()).contains("nothing else"));
    }

    @Test
    void unsteadyMachineIsReported() {
        FakeWorker slowing = FAST.asked("if [ \"$line\" = probe ]; then p=$((p + 10)); echo $((60 - p)); continue; fi");
        Comparison comparison = compare(slowing.stage(), FAST.stage());
        assertFalse(comparison.probe().steady());
        String notes = String.join(" ", comparison.notes());
        assertTrue(notes.contains("UNSTEADY: the FMA peak of one thread was 50.0 GFLOP/s before and 40.0 after"), notes);
    }

    @Test
    void twoHaveTheSpreadOfTheirRatio() {
        String notes = String.join(" ", compare(SLOW.stage(), FAST.stage()).notes());
        assertTrue(notes.contains("fast over slow: 4.000 times as fast, quartiles 4.000 to 4.000; rounds: "), notes);
        assertFalse(String.join(" ", compare(SLOW.stage(), FAST.withLogits("1").stage()).notes()).contains("times as fast"));
    }

    @Test
    void pairsAreMeasuredInAbbaOrder() throws IOException {
        Path order = folder.resolve("order");
        String noteTurn = "if [ \"$line\" = 'run 1' ]; then echo %s >> '" + order + "'; fi";
        Comparison comparison = Comparer.ofPairs(NETWORK, 4, 0.1, Progress.NONE)
                .compare(List.of(SLOW.asked(noteTurn.formatted("A")).stage(), FAST.asked(noteTurn.formatted("B")).stage()), List.of());
        List<String> turns = Files.readAllLines(order);
        assertEquals("ABBAABBA", String.join("", turns.subList(turns.size() - 8, turns.size())));
        assertEquals(new PairRatio(4, 4, 4, 4, 0, true), comparison.pair());
        assertEquals(List.of(4, 4), comparison.rungs().stream().map(r -> r.latency().runs()).toList());
        String table = PairTable.of(comparison);
        assertTrue(table.contains("\nA    slow, 1 thread, vectors: 256 bits\n     median   80.000 ms  quartiles 80.000 to 80.000\n"), table);
        assertTrue(table.contains("\nA/B  median    4.000     quartiles 4.000 to 4.000; 4 pairs in ABBA order"), table);
        assertTrue(table.contains("\nlogits agree: the largest difference is 0.0e+00\n"), table);
    }

    @Test
    void aPairWithOtherLogitsDoesNotAgree() {
        Comparison comparison = Comparer.ofPairs(NETWORK, 1, 0.1, Progress.NONE)
                .compare(List.of(SLOW.stage(), FAST.withLogits("1.5 -2 100 4 5 6.02").stage()), List.of());
        String table = PairTable.of(comparison);
        assertTrue(table.contains("\nlogits DIFFER: the largest difference is 2.0e-02\n"), table);
        assertTrue(table.contains("\n     WRONG: a logit differs by 0.02"), table);
    }

    /** For example one of an older build. */
    @Test
    void aPairWithAProgramThatFailsHasNoRatio() {
        Comparison comparison = Comparer.ofPairs(NETWORK, 2, 0.1, Progress.NONE)
                .compare(List.of(SLOW.stage(), FAST.first("echo 'ready 12'").stage()), List.of());
        assertEquals(0, comparison.pair().pairs());
        String table = PairTable.of(comparison);
        assertTrue(table.contains("\n     FAILED: it does not speak the protocol: it answered ready with: ready 12"), table);
        assertFalse(table.contains("A/B"), table);
    }

    @Test
    void progressEndsOnce() {
        List<Long> ends = new CopyOnWriteArrayList<>();
        new Comparer(NETWORK, Duration.ofMillis(50), (task, done, total) -> {
                    if (done == total) {
                        ends.add(total);
                    }
                })
                .compare(List.of(FAST.stage()), List.of());
        assertEquals(1, ends.size());
    }
}
