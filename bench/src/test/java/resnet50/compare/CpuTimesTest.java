package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void readsProcStat() {
        String stat = "cpu  10 20 30 400 5 6 7 80 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\ncpu1 1 2 3 4 5 6 7 8 9 10\nintr 1\n";
        assertEquals(Optional.of(new CpuTimes(558, 405, 80, 2)), CpuTimes.ofLinux(stat));
        assertTrue(CpuTimes.ofLinux("cpu 1 2 3 4").isEmpty(), "an old kernel");
        assertTrue(CpuTimes.ofLinux("").isEmpty());
    }

    @Test
    void theShareIsOfTheTimeBetween() {
        Optional<CpuTimes> before = Optional.of(new CpuTimes(1000, 0, 100, 1));
        assertEquals(0.25, CpuTimes.stolenShare(before, Optional.of(new CpuTimes(1200, 0, 150, 1))));
        assertEquals(-1, CpuTimes.stolenShare(before, before), "no time went by");
        assertEquals(-1, CpuTimes.stolenShare(before, Optional.empty()));
        assertEquals(-1, CpuTimes.stolenShare(Optional.empty(), before));
    }

    @Test
    void timeThatIsNeitherIdleNorOwnIsOfOthers() {
        Optional<CpuTimes> before = Optional.of(new CpuTimes(1000, 400, 100, 2));
        Optional<CpuTimes> after = Optional.of(new CpuTimes(3000, 900, 200, 2)); // 10 s: 30 % idle or stolen
        assertEquals(0.2, CpuTimes.othersShare(before, after, Duration.ofSeconds(10), Duration.ofSeconds(10)), 1e-9);
        assertEquals(0.7, CpuTimes.othersShare(before, after, Duration.ZERO, Duration.ofSeconds(10)), 1e-9);
        assertEquals(0, CpuTimes.othersShare(before, after, Duration.ofSeconds(19), Duration.ofSeconds(10)));
        assertEquals(-1, CpuTimes.othersShare(before, Optional.empty(), Duration.ZERO, Duration.ofSeconds(10)));
        assertEquals(-1, CpuTimes.othersShare(before, before, Duration.ZERO, Duration.ofSeconds(10)));
    }
}
