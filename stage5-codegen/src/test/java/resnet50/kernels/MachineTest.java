package resnet50.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @TempDir
    Path caches;

    /** Implausible sizes are clamped to the plausible range; text that is not a size is read as 1 MB. */
    @ParameterizedTest
    @CsvSource({"512K, 524288", "2048K, 2097152", "16K, 262144", "999999K, 4194304", "1M, 1048576", "'', 1048576", "-512K, 1048576"})
    void readsTheSizeOfTheSecondLevelCache(String text, int bytes) throws IOException {
        Files.createDirectory(caches.resolve("index2"));
        Files.writeString(caches.resolve("index2/size"), text + "\n");
        assertEquals(bytes, Machine.of(512, caches).l2Bytes());
        assertEquals(bytes / 4, Machine.of(512, caches).l2Floats());
    }

    @Test
    void assumesDefaultSizesIfTheSystemStatesNone() {
        Machine machine = Machine.of(256, caches);
        assertEquals(1 << 20, machine.l2Bytes());
        assertEquals(8, machine.lanes());
        assertEquals(15, machine.tileRegisters());
        assertEquals(5 * 1024, machine.panelFloats());
        assertEquals(40 * 1024, Machine.of(512, caches).panelFloats());
    }

    @Test
    void cyclesAreThoseOfTheFmaUnitsPlusMemory() {
        Machine machine = new Machine(8, 16, 32 << 10, 1 << 20, 4);
        assertEquals(1000, machine.cycles(16_000, 0), 1e-9);
        assertEquals(1100, machine.cycles(16_000, 100), 1e-9);
    }
}
