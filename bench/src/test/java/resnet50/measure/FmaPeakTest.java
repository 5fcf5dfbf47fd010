package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import resnet50.environment.VectorModule;

/** Tests bounds of the speed only, because the speed depends on the machine. */
class FmaPeakTest {
    /** Twice the speed of two 512-bit FMAs per cycle at 8 GHz. */
    private static final double ABSURD_GFLOPS = 1024;

    private static final int BITS = VectorModule.preferredBits();

    @Test
    void vectorsHaveASpeed() {
        assertSane(FmaPeak.gflops(BITS, 1));
    }

    @Test
    void severalThreadsHaveASpeed() {
        assertSane(FmaPeak.gflops(BITS, 2));
    }

    @Test
    void scalarsHaveASpeed() {
        assertSane(FmaPeak.gflops(0, 1));
    }

    /**
     * The sum proves that the compiler keeps the loop: accumulators start at 0, 1, ... 11; each round adds 1/2 to each.
     */
    @Test
    void computesWhatItCounts() {
        FmaPeak.gflops(BITS, 1);
        assertEquals(66, FmaLoop.vectors(0, 0.5f, 1));
        assertEquals(78, FmaLoop.vectors(2, 0.5f, 1));
        assertEquals(666, FmaLoop.vectors(100, 0.5f, 1));
        assertEquals(66, FmaPeak.scalars(0, 0.5f, 1));
        assertEquals(78, FmaPeak.scalars(2, 0.5f, 1));
        assertEquals(666, FmaPeak.scalars(100, 0.5f, 1));
    }

    @Test
    void refusesAnotherWidth() {
        FmaPeak.gflops(BITS, 1);
        assertThrows(IllegalArgumentException.class, () -> FmaPeak.gflops(BITS / 2, 1));
        assertThrows(IllegalArgumentException.class, () -> FmaPeak.gflops(2 * BITS, 1));
    }

    private static void assertSane(double gflops) {
        assertTrue(gflops > 0 && gflops < ABSURD_GFLOPS, "GFLOP/s: " + gflops); // false for NaN
    }
}
