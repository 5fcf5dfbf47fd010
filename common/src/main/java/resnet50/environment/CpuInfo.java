package resnet50.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The processor, as far as the system states it without privileges.
 *
 * @param model name of the model
 * @param cores logical cores of the system, including those that this process may not use; 0 if unknown
 */
record CpuInfo(String model, int cores) {
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final int SYSCTL_SECONDS = 5;

    static CpuInfo current() {
        if (Files.isReadable(LINUX)) {
            try {
                return ofLinux(Files.readAllLines(LINUX));
            } catch (IOException e) {
                return fallback();
            }
        }
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return ofMac();
        }
        return fallback();
    }

    /** @param lines lines of {@code /proc/cpuinfo}; on ARM they contain no model name */
    static CpuInfo ofLinux(List<String> lines) {
        String model = lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(fallback().model);
        // the tab excludes s390's "processor 0: ..."; ARM's "Processor : ..." states the model
        long cores = lines.stream().filter(line -> line.startsWith("processor\t")).count();
        return new CpuInfo(model, (int) cores);
    }

    private static CpuInfo ofMac() {
        String model = sysctl("machdep.cpu.brand_string").orElse(fallback().model);
        int cores = sysctl("hw.logicalcpu").map(Integer::parseInt).orElse(0);
        return new CpuInfo(model, cores);
    }

    private static Optional<String> sysctl(String name) {
        try {
            Process process = new ProcessBuilder("/usr/sbin/sysctl", "-n", name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean good = process.waitFor(SYSCTL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 && !out.isEmpty();
            return good ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static CpuInfo fallback() {
        return new CpuInfo(System.getProperty("os.arch", Environment.UNKNOWN), 0);
    }
}
