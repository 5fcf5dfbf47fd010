package resnet50.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the processors have done since the system came up, in ticks.
 *
 * @param all    of all processors, idle or not
 * @param stolen what the host gave to others although we had work
 */
record CpuTimes(long all, long stolen) {
    private static final Path LINUX = Path.of("/proc/stat");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in user already. */
    private static final int COUNTERS = 8;

    private static final int STEAL = 7;

    /** Empty where the system does not tell. */
    static Optional<CpuTimes> now() {
        try {
            return Files.isReadable(LINUX) ? ofLinux(Files.readString(LINUX)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** @param stat {@code /proc/stat} */
    static Optional<CpuTimes> ofLinux(String stat) {
        String[] words = SPACES.split(stat.lines().findFirst().orElse(""), -1);
        if (!words[0].equals("cpu") || words.length <= COUNTERS) {
            return Optional.empty();
        }
        long[] ticks = Arrays.stream(words).skip(1).limit(COUNTERS).mapToLong(Long::parseLong).toArray();
        return Optional.of(new CpuTimes(Arrays.stream(ticks).sum(), ticks[STEAL]));
    }

    /** The stolen part of the time from {@code before} to {@code after}, 0 to 1; −1 if it is not known. */
    static double stolenShare(Optional<CpuTimes> before, Optional<CpuTimes> after) {
        if (before.isEmpty() || after.isEmpty() || after.get().all <= before.get().all) {
            return -1;
        }
        return (double) (after.get().stolen - before.get().stolen) / (after.get().all - before.get().all);
    }
}
