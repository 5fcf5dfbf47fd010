package resnet50.environment;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long this JVM has been running. */
public final class JvmUptime {
    private JvmUptime() {}

    /**
     * Since the JVM began to initialize itself, in milliseconds; some 10 ms less than since the process began.
     * {@link ProcessHandle.Info#startInstant} would count those too, but on Linux it adds the process's age to a boot time that
     * the kernel gives in whole seconds, and was seen to be off by one. A launcher's JVM before this one is not in it.
     */
    public static Duration now() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
