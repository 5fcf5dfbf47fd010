package resnet50.environment;

import java.time.Instant;
import java.util.List;

/**
 * The machine and the JVM of a measurement.
 *
 * @param date         of the measurement, UTC
 * @param gitCommit    commit of the program, or {@code unknown}
 * @param cpu          name of the model, or of the architecture if the model is unknown
 * @param cores        logical cores available to this JVM, limited by its container
 * @param machineCores logical cores of the system, or 0 if unknown
 * @param memoryBytes  memory available to this JVM, limited by its container; 0 if unknown
 * @param os           name and architecture
 * @param jvmMode      as in {@code java -version}: {@code mixed mode, sharing}
 * @param gc           short name of the garbage collector
 * @param maxHeapBytes maximum size of the heap
 * @param vectorBits   preferred width of the Vector API; 0 without its module
 * @param useAvx       HotSpot's flag {@code UseAVX}, 0 to 3; -1 on a CPU without that flag
 * @param warnings     reasons why vector code may run slowly in this JVM, one sentence each
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

    /**
     * Describes this machine and JVM. Loads the Vector API if its module is present, so measure cold starts before this
     * call.
     */
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
