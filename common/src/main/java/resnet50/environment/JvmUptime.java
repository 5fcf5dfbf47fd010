package resnet50.environment;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Time since this JVM started. */
public final class JvmUptime {
    private JvmUptime() {}

    /**
    * Returns the time since the JVM began its initialization, about 10 ms after the start of the process.
    * {@link ProcessHandle.Info#startInstant} states the start of the process, but with an error of up to a second on
    * Linux: the JDK adds the process's start to the kernel's boot time in whole seconds. The time of the launcher's JVM
    * is not included.
    */
    public static Duration now() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
