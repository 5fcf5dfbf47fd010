package resnet50.environment;

import java.time.Instant;
import java.util.List;

/**
 * The machine and the JVM of a measurement.
 *
 * @param date         time of the measurement, UTC
 * @param gitCommit    commit of the program, or {@code unknown}
 * @param cpu          name of the CPU model, or of the architecture if the model is unknown
 * @param cores        logical cores available to this JVM, within a container's limit
 * @param machineCores logical cores of the machine; 0 if unknown
 * @param memoryBytes  memory available to this JVM, within a container's limit; 0 if unknown
 * @param os           name and architecture
 * @param jvmMode      as in {@code java -version}: {@code mixed mode, sharing}
 * @param gc           short name of the garbage collector
 * @param maxHeapBytes maximum heap size
 * @param vectorBits   the Vector API's preferred width; 0 without its module
 * @param useAvx       HotSpot's flag {@code UseAVX}, 0 to 3; -1 on a CPU without this flag
 * @param warnings     reasons why vector code may be slow in this JVM, a sentence each; usually none
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
     * Examines the machine and this JVM. Loads the Vector API if its module is present, so cold measurements must
     * precede this call.
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
