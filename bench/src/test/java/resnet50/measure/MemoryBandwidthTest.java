package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Speed itself is not tested: it is the machine's. */
class MemoryBandwidthTest {
    /** More than any machine's memory gives a thread, in 10⁹ bytes a second; a loop that was dropped would show more. */
    private static final double ABSURD = 1000;

    @Test
    void memoryHasABandwidth() {
        for (int threads : new int[] {1, 2}) {
            double bandwidth = MemoryBandwidth.gigabytesPerSecond(threads);
            assertTrue(bandwidth > 0 && bandwidth < ABSURD, bandwidth + " GB/s");
        }
    }

    @Test
    void readsWhatItCounts() {
        long[] numbers = LongStream.range(0, 100).toArray();
        assertEquals(4950, MemoryBandwidth.sumOfPiece(numbers, 0, 100));
        assertEquals(10 + 11, MemoryBandwidth.sumOfPiece(numbers, 10, 12));
    }
}
