package resnet50.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident set size of this process: heap, code, native buffers, and mapped pages of files. */
public final class ResidentMemory {
    /** The value if the system does not provide it. */
    public static final long UNKNOWN = -1;

    private static final Path LINUX = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";
    private static final long BYTES_PER_KB = 1024;

    private ResidentMemory() {}

    /** Resident bytes, or {@link #UNKNOWN}. */
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
