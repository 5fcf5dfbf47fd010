package resnet50.environment;

import java.time.Instant;
import java.util.List;

/**
 * The machine and the JVM that numbers were taken on.
 *
 * @param date         when, UTC
 * @param gitCommit    that the program was built from, or {@code unknown}
 * @param cpu          the model's name, or the architecture's if the system does not tell
 * @param cores        logical cores that this JVM may use, a container's limit taken into account
 * @param machineCores logical cores that the system lists, or 0 if it does not tell
 * @param memoryBytes  that this JVM may use, a container's limit taken into account; 0 if unknown
 * @param os           name and architecture
 * @param jvmMode      as in {@code java -version}: {@code mixed mode, sharing}
 * @param gc           the garbage collector's short name
 * @param maxHeapBytes what the heap may grow to
 * @param vectorBits   the width that the Vector API prefers here; 0 without its module
 * @param useAvx       HotSpot's flag of that name, 0 to 3; -1 on a CPU that has no such flag
 * @param warnings     why vector code may run slowly in this JVM; a sentence each, usually none
 */
public record Environment(
        Instant date,
        String gitCommit,
        String cpu,
        int cores,
        int machineCores,
        long memoryBytes,
        String os,
        String jvmName,
        String jvmVersion,
        String jvmVendor,
        String jvmMode,
        String gc,
        long maxHeapBytes,
        int vectorBits,
        int useAvx,
        List<String> warnings) {
    public static final String UNKNOWN = "unknown";

    public Environment {
        warnings = List.copyOf(warnings);
    }

    /** Looks around. Loads the Vector API if its module is there, so call it after measuring anything cold. */
    public static Environment current() {
        CpuInfo cpu = CpuInfo.current();
        HotSpot hotSpot = HotSpot.current();
        int vectorBits = VectorModule.preferredBits();
        String mode = System.getProperty("java.vm.info", UNKNOWN);
        Runtime runtime = Runtime.getRuntime();
        return new Environment(
                Instant.now(),
                BuildInfo.load().commit(),
                cpu.model(),
                runtime.availableProcessors(),
                cpu.cores(),
                hotSpot.memoryBytes(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name", UNKNOWN),
                System.getProperty("java.runtime.version", UNKNOWN),
                System.getProperty("java.vendor", UNKNOWN),
                mode,
                hotSpot.gc(),
                runtime.maxMemory(),
                vectorBits,
                hotSpot.intFlag("UseAVX").orElse(-1),
                VectorModule.warnings(vectorBits, mode, hotSpot));
    }
}
