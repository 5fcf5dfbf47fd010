package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.Progress;

class InterruptTest {
    private static final long LIMIT_MS = 600_000;

    @TempDir
    Path folder;

    /** A comparison whose worker never gets ready. The worker writes its process id to the file in the first argument. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) {
            Network network = new Network(Architecture.named("resnet18").orElseThrow(), "weights", 32, 1);
            FakeWorker worker = new FakeWorker("endless", 1)
                    .first("echo $$ > '" + args[0] + ".new'; mv '" + args[0] + ".new' '" + args[0] + "'; sleep 1000");
            new Comparer(network, Duration.ofMinutes(1), Progress.NONE).compare(List.of(worker.stage()), List.of());
        }
    }

    @Test
    void workersEndWithTheProgram() throws IOException, InterruptedException {
        Path pid = folder.resolve("pid");
        Process comparison = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Endless.class.getName(), pid.toString())
                .inheritIO()
                .start();
        try {
            assertTrue(await(() -> Files.exists(pid)), "it did not start");
            long worker = Long.parseLong(Files.readString(pid).strip());
            assertTrue(lives(worker));
            comparison.destroy(); // like Ctrl-C, which tests cannot send
            assertTrue(comparison.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS), "it did not end");
            assertTrue(await(() -> !lives(worker)), "the worker lives on");
            assertFalse(comparison.exitValue() == 0);
        } finally {
            comparison.destroyForcibly();
        }
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        for (long waited = 0; waited < LIMIT_MS && !condition.getAsBoolean(); waited += 10) {
            Thread.sleep(10);
        }
        return condition.getAsBoolean();
    }
}
