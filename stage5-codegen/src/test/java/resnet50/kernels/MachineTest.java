package resnet50.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private Machine machine(int bits) {
        return Machine.of(bits, caches, caches.resolve("cpuinfo"), null);
    }

    /** Implausible sizes are clamped to the plausible range; text that is not a size is read as 1 MB. */
    @ParameterizedTest
    @CsvSource({"512K, 524288", "2048K, 2097152", "16K, 262144", "999999K, 4194304", "1M, 1048576", "'', 1048576", "-512K, 1048576"})
    void readsTheSizeOfTheSecondLevelCache(String text, int bytes) throws IOException {
        Files.createDirectory(caches.resolve("index2"));
        Files.writeString(caches.resolve("index2/size"), text + "\n");
        assertEquals(bytes, machine(512).l2Bytes());
        assertEquals(bytes / 4, machine(512).l2Floats());
    }

    @Test
    void assumesDefaultSizesIfTheSystemStatesNone() {
        Machine machine = machine(256);
        assertEquals(1 << 20, machine.l2Bytes());
        assertEquals(8, machine.lanes());
        assertEquals(15, machine.tileRegisters());
        assertTrue(machine.prefetch());
        assertEquals(5 * 1024, machine.panelFloats());
        assertEquals(40 * 1024, machine(512).panelFloats());
    }

    /** Kernels prefetch except on AMD's Zen 5 (family 26) and later; {@code resnet50.prefetch} decides for every CPU. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GenuineIntel, 6, -, true, 5120", "AuthenticAMD, 23, -, true, 5120", "AuthenticAMD, 25, -, true, 5120",
                "AuthenticAMD, 26, -, false, 10240", "AuthenticAMD, 26, on, true, 5120", "GenuineIntel, 26, -, true, 5120",
                "GenuineIntel, 6, off, false, 10240"
            })
    void prefetchesUnlessTheCpuIsZen5(String vendor, int family, String property, boolean prefetch, int panelFloats)
            throws IOException {
        Path cpuinfo = Files.writeString(
                caches.resolve("cpuinfo"),
                "processor\t: 0\nvendor_id\t: " + vendor + "\ncpu family\t: " + family + "\nmodel\t\t: 2\n");
        Machine machine = Machine.of(256, caches, cpuinfo, property);
        assertEquals(prefetch, machine.prefetch());
        assertEquals(panelFloats, machine.panelFloats());
    }

    @Test
    void cyclesAreThoseOfTheFmaUnitsPlusMemory() {
        Machine machine = new Machine(8, 16, 32 << 10, 1 << 20, 4, true);
        assertEquals(1000, machine.cycles(16_000, 0), 1e-9);
        assertEquals(1100, machine.cycles(16_000, 100), 1e-9);
    }
}
