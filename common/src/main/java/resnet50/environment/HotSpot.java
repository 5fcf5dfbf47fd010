package resnet50.environment;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * HotSpot's flags and memory. Other JVMs state none.
 *
 * @param flags value of a {@code -XX} flag by its name; empty if this JVM does not have it or hides it
 */
record HotSpot(Function<String, Optional<String>> flags, long memoryBytes) {
    private static final List<String> COLLECTORS = List.of("G1", "Parallel", "Serial", "Z", "Shenandoah", "Epsilon");

    static HotSpot current() {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : 0;
        return new HotSpot(name -> value(bean, name), memory);
    }

    private static Optional<String> value(HotSpotDiagnosticMXBean bean, String name) {
        if (bean == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(bean.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            // not a flag of this build, or a locked experimental flag
            return Optional.empty();
        }
    }

    boolean is(String flag, boolean wanted) {
        return flags.apply(flag).filter(value -> value.equals(Boolean.toString(wanted))).isPresent();
    }

    OptionalInt intFlag(String flag) {
        return flags.apply(flag).map(value -> OptionalInt.of(Integer.parseInt(value))).orElse(OptionalInt.empty());
    }

    String gc() {
        return COLLECTORS.stream().filter(name -> is("Use" + name + "GC", true)).findFirst().orElse(Environment.UNKNOWN);
    }
}
