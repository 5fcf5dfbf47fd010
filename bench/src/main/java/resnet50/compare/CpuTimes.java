package resnet50.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CPU time of all processors since the system started, in ticks.
 *
 * @param all        all time, idle time included
 * @param idle       time without work, waiting for disks included
 * @param stolen     steal time: time in which the hypervisor ran other guests
 * @param processors number of processors
 */
record CpuTimes(long all, long idle, long stolen, int processors) {
    private static final Path LINUX = Path.of("/proc/stat");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern PROCESSOR = Pattern.compile("cpu\\d+ .*");

    /** user, nice, system, idle, iowait, irq, softirq, steal. The counters after them are part of user. */
    private static final int COUNTERS = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /** Empty if the system does not provide the counters. */
    static Optional<CpuTimes> now() {
        try {
            return Files.isReadable(LINUX) ? ofLinux(Files.readString(LINUX)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** @param stat the text of {@code /proc/stat} */
    static Optional<CpuTimes> ofLinux(String stat) {
        String[] words = SPACES.split(stat.lines().findFirst().orElse(""), -1);
        int processors = (int) stat.lines().filter(line -> PROCESSOR.matcher(line).matches()).count();
        if (!words[0].equals("cpu") || words.length <= COUNTERS || processors == 0) {
            return Optional.empty();
        }
        long[] ticks = Arrays.stream(words).skip(1).limit(COUNTERS).mapToLong(Long::parseLong).toArray();
        return Optional.of(new CpuTimes(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IO_WAIT], ticks[STEAL], processors));
    }

    /** Share of steal time between two readings, 0 to 1; −1 if unknown. */
    static double stolenShare(Optional<CpuTimes> before, Optional<CpuTimes> after) {
        if (before.isEmpty() || after.isEmpty() || after.get().all <= before.get().all) {
            return -1;
        }
        return (double) (after.get().stolen - before.get().stolen) / (after.get().all - before.get().all);
    }

    /**
     * Share of the CPU time between two readings that processes other than the measured ones used, 0 to 1; −1 if unknown.
     *
     * @param own  CPU time of the measured processes between the readings
     * @param wall time between the readings
     */
    static double othersShare(Optional<CpuTimes> before, Optional<CpuTimes> after, Duration own, Duration wall) {
        if (before.isEmpty() || after.isEmpty() || after.get().all <= before.get().all || wall.isZero()) {
            return -1;
        }
        double idle = (double) (after.get().idle + after.get().stolen - before.get().idle - before.get().stolen)
                / (after.get().all - before.get().all);
        double ownShare = (double) own.toNanos() / (wall.toNanos() * after.get().processors);
        return Math.clamp(1 - idle - ownShare, 0, 1);
    }
}
