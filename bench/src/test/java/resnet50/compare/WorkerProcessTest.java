package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private static WorkerProcess shell(String script) throws WorkerFailure {
        return new WorkerProcess(List.of("sh", "-c", script));
    }

    @Test
    void returnsTheAnswerToARequest() throws WorkerFailure {
        try (WorkerProcess worker = new WorkerProcess(new FakeWorker("fake", 3).command())) {
            WorkerReady ready = WorkerReady.of(worker.awaitReady(LONG));
            assertEquals(new WorkerReady("fake", "an idea", "resnet18", 32, 1, 1, "256 bits", 256, 12.5, 0), ready);
            assertTrue(ready.knowsVectors());
            assertEquals(3_000_000, worker.askNumber("run 1", LONG));
            assertArrayEquals(new double[] {1000, 2000}, worker.askNumbers("account", LONG));
        }
    }

    @Test
    void readyLineMayLackFields() throws WorkerFailure {
        try (WorkerProcess worker = shell("echo 'ready {\"vectors\": \"its own choice\", \"lanes\": -3}'; read line")) {
            WorkerReady ready = WorkerReady.of(worker.awaitReady(LONG));
            assertEquals(1, ready.lanes());
            assertFalse(ready.knowsVectors());
        }
    }

    @Test
    void processGoesOnAfterARefusal() throws WorkerFailure {
        try (WorkerProcess worker = new WorkerProcess(new FakeWorker("fake", 3).command())) {
            worker.awaitReady(LONG);
            WorkerFailure refusal = assertThrows(WorkerFailure.Refusal.class, () -> worker.ask("dance", LONG));
            assertEquals("it answered dance with: error unknown: dance", refusal.getMessage());
            assertEquals(50, worker.askNumber("probe", LONG));
        }
    }

    @Test
    void aDeathHasItsCodeAndLastWords() throws WorkerFailure {
        try (WorkerProcess worker = shell("echo one >&2; echo 'resnet50: no disk' >&2; echo >&2; exit 65")) {
            WorkerFailure failure = assertThrows(WorkerFailure.class, () -> worker.awaitReady(LONG));
            assertEquals(
                    "it died with exit code 65 instead of getting ready; its last words: resnet50: no disk", failure.getMessage());
            WorkerFailure.Death death = assertInstanceOf(WorkerFailure.Death.class, failure);
            assertEquals(65, death.exitCode());
            assertEquals("resnet50: no disk", death.lastWords());
            assertThrows(WorkerFailure.class, () -> worker.ask("run 1", LONG), "it does not come back");
        }
    }

    @Test
    void answersThatComeTooLateAreFailures() throws WorkerFailure {
        try (WorkerProcess worker = shell("sleep 1000")) {
            WorkerFailure failure = assertThrows(WorkerFailure.class, () -> worker.awaitReady(SHORT));
            assertEquals("it hung: more than 0.200 s went by in getting ready", failure.getMessage());
        }
    }

    @Test
    void garbageIsQuotedSafely() throws WorkerFailure {
        for (String line : List.of("hello", "ready", "ready ", "ready [1]", "ready {", "\\033[31mred")) {
            try (WorkerProcess worker = shell("printf '" + line + "\\n'; read line")) {
                WorkerFailure failure = assertThrows(WorkerFailure.class, () -> worker.awaitReady(LONG), line);
                assertTrue(failure.getMessage().startsWith("it does not speak the protocol: "), failure.getMessage());
                assertFalse(failure.getMessage().contains("\033"), failure.getMessage());
            }
        }
        try (WorkerProcess worker = shell("echo 'ready {}'; while read line; do echo 1 two; done")) {
            worker.awaitReady(LONG);
            assertThrows(WorkerFailure.class, () -> worker.askNumbers("logits", LONG));
        }
        try (WorkerProcess worker = shell("echo 'ready {}'; while read line; do echo 1 2; done")) {
            worker.awaitReady(LONG);
            assertThrows(WorkerFailure.class, () -> worker.askNumber("run 1", LONG));
        }
    }

    @Test
    void aProgramThatIsNotThereIsAFailure() {
        WorkerFailure failure = assertThrows(WorkerFailure.class, () -> new WorkerProcess(List.of("/no/such/program")));
        assertTrue(failure.getMessage().startsWith("it cannot be started: "), failure.getMessage());
    }

    /** A worker's launcher starts a second JVM, which must end with the worker. */
    @Test
    void descendantsAreKilledToo() throws Exception {
        Path pid = folder.resolve("pid");
        try (WorkerProcess worker = shell("sleep 1000 & echo $! > '" + pid + "'; echo 'ready {}'; wait")) {
            worker.awaitReady(LONG);
        }
        long child = Long.parseLong(Files.readString(pid).strip());
        Optional<ProcessHandle> handle = ProcessHandle.of(child);
        if (handle.isPresent()) {
            handle.get().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
