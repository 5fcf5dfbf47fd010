package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void readsWhatLinuxTells() {
        String stat = "cpu  10 20 30 400 5 6 7 80 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
        assertEquals(Optional.of(new CpuTimes(558, 80)), CpuTimes.ofLinux(stat));
        assertTrue(CpuTimes.ofLinux("cpu 1 2 3 4").isEmpty(), "an old kernel");
        assertTrue(CpuTimes.ofLinux("").isEmpty());
    }

    @Test
    void theShareIsOfTheTimeBetween() {
        Optional<CpuTimes> before = Optional.of(new CpuTimes(1000, 100));
        assertEquals(0.25, CpuTimes.stolenShare(before, Optional.of(new CpuTimes(1200, 150))));
        assertEquals(-1, CpuTimes.stolenShare(before, before), "no time went by");
        assertEquals(-1, CpuTimes.stolenShare(before, Optional.empty()));
        assertEquals(-1, CpuTimes.stolenShare(Optional.empty(), before));
    }
}
