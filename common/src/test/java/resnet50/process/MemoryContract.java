package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.process.Jar.Outcome;

/**
 * Contract for a heap too small for the prepared weights: one message of one line, and the exit code for lack of
 * memory.
 */
public abstract class MemoryContract {
    private static final Path CAT = Jar.FILE.resolveSibling("pics/cat.jpg");

    @TempDir
    Path folder;

    private void assertOneLine(String options, String arguments) {
        Outcome outcome = new Jar(folder).shell("exec java " + options + " -jar $JAR --weights synthetic " + arguments + " '" + CAT + "'");
        assertEquals(71, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(outcome.err().startsWith("resnet50: not enough memory: Java's heap may grow to "), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
    }

    /** Heaps smaller than the stage's initial heap or than the weights, and the default heap under a small memory limit. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx12m", "-Xmx64m", "-XX:MaxRAM=128m", "-Xmx64m -XX:+UseSerialGC"})
    void reportsTooSmallAHeap(String options) {
        assertOneLine(options, "--crop 64");
    }

    @Test
    void reportsTooSmallAHeapForABatch() {
        assertOneLine("-Xmx64m", "--crop 64 '" + CAT + "' '" + CAT + "' '" + CAT + "'");
    }
}
