package resnet50.environment;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The uptime of this JVM. */
public final class JvmUptime {
    private JvmUptime() {}

    /**
     * Returns the time since the JVM began its initialization, to the millisecond. The process started about 10 ms
     * earlier. {@link ProcessHandle.Info#startInstant} includes those, but on Linux it adds the process's age to a boot
     * time that the kernel reports in whole seconds, and was seen to be off by one second. A launcher's JVM is not
     * included.
     */
    public static Duration now() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
