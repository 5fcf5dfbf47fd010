package resnet50.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import resnet50.Simd;
import resnet50.core.AllocationMeter;
import resnet50.kernels.PoolKernel;

/** Tests what intrinsics leave to the emitted code. The tests of the kernels cover the results of intrinsics. */
class VectorCallsTest {
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    /** If the intrinsics were not accessible, all other tests would silently test the Vector API. */
    @Test
    void intrinsicsAreAccessible() {
        assumeTrue(System.getProperty(VectorCalls.PROPERTY) == null, "the property selects the Vector API");
        assertTrue(VectorCalls.intrinsic());
    }

    @Test
    void aCompiledKernelChecksTheBoundsOfArrays() {
        PoolKernel sum = PoolKernel.sum();
        float[] x = new float[2 * Simd.LANES - 1];
        int[] once = {0};
        awaitCompilation(() -> sum.run(x, 0, 0, once, 1, 0, 0, 1));
        sum.run(x, Simd.LANES - 1, 0, once, 1, 0, 0, 1);
        sum.run(x, 0, 0, once, 1, Simd.LANES - 1, 0, 1);
        for (int outside : new int[] {-1, Simd.LANES, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> sum.run(x, outside, 0, once, 1, 0, 0, 1), "read at " + outside);
            assertThrows(IndexOutOfBoundsException.class, () -> sum.run(x, 0, 0, once, 1, outside, 0, 1), "written at " + outside);
        }
        float[] tooShort = new float[Simd.LANES - 1];
        assertThrows(IndexOutOfBoundsException.class, () -> sum.run(tooShort, 0, 0, once, 1, 0, 0, 1));
    }

    /** Calls a kernel until a call allocates no vector. */
    private static void awaitCompilation(Runnable kernel) {
        AllocationMeter meter = new AllocationMeter();
        assertTrue(meter.counts());
        long end = System.nanoTime() + PATIENCE_NANOS;
        long allocated = 1;
        while (allocated != 0 && System.nanoTime() < end) {
            long before = meter.callerBytes();
            kernel.run();
            allocated = meter.callerBytes() - before;
        }
        assertEquals(0, allocated, "bytes per call");
    }
}
