package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests bounds of the bandwidth only, because the bandwidth depends on the machine. */
class MemoryBandwidthTest {
    /**
     * Upper bound in 10⁹ bytes/s: above any machine's bandwidth per thread, below the figure of a loop that C2 removed.
     */
    private static final double ABSURD = 1000;

    @Test
    void memoryHasABandwidth() {
        for (int threads : new int[] {1, 2}) {
            double bandwidth = MemoryBandwidth.gigabytesPerSecond(threads);
            assertTrue(bandwidth > 0 && bandwidth < ABSURD, bandwidth + " GB/s");
        }
    }

    @Test
    void bandwidthLoopReadsAllBytes() {
        long[] numbers = LongStream.range(0, 100).toArray();
        assertEquals(4950, MemoryBandwidth.sumOfPiece(numbers, 0, 100));
        assertEquals(10 + 11, MemoryBandwidth.sumOfPiece(numbers, 10, 12));
    }
}
