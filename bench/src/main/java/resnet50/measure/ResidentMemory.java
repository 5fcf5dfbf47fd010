package resnet50.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process occupies of the machine's memory: heap, code, native buffers, and pages of files that it has touched. */
public final class ResidentMemory {
    /** Where the system does not tell. */
    public static final long UNKNOWN = -1;

    private static final Path LINUX = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";
    private static final long BYTES_PER_KB = 1024;

    private ResidentMemory() {}

    /** In bytes. */
    public static long bytes() {
        try {
            return Files.isReadable(LINUX) ? ofLinux(Files.readAllLines(LINUX)) : UNKNOWN;
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    /** @param lines of {@code /proc/self/status} */
    static long ofLinux(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(LINE) && line.endsWith(" kB"))
                .map(line -> line.substring(LINE.length(), line.length() - " kB".length()).strip())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * BYTES_PER_KB)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
