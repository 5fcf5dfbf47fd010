package resnet50.environment;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Time since this JVM started. */
public final class JvmUptime {
    private JvmUptime() {}

    /**
     * Time since the JVM began its initialization, in milliseconds; some 10 ms less than since the start of the process.
     * {@link ProcessHandle.Info#startInstant} would include them, but is off by up to a second on Linux: it adds the process's age to
     * the kernel's boot time in whole seconds. The launcher's JVM is not included.
     */
    public static Duration now() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
