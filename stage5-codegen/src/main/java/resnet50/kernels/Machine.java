package resnet50.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import resnet50.Simd;

/**
 * The properties of the CPU that determine tiles, panels, algorithms and prefetching. The execution units are those of
 * current x86 cores with AVX2 or AVX-512; the size of the L2 cache and the CPU's family are read from the operating system.
 *
 * @param lanes              floats per vector
 * @param registers          vector registers
 * @param l1Bytes            size of a core's L1 data cache
 * @param l2Bytes            size of a core's L2 cache
 * @param memoryBytesPerCycle read bandwidth of a core from memory, in bytes per clock cycle
 * @param prefetch           whether kernels prefetch by loads. AMD's hardware prefetchers (Zen 5) do as well without,
 *                           and a load that waits for memory holds up the FMAs behind it
 */
public record Machine(int lanes, int registers, int l1Bytes, int l2Bytes, double memoryBytesPerCycle, boolean prefetch) {
    /** System property: {@code on} or {@code off} decides about prefetching, to measure its effect. */
    static final String PREFETCH = "resnet50.prefetch";

    /** Latency of an FMA, in clock cycles. */
    static final int FMA_LATENCY = 4;

    /** FMAs that start per cycle. */
    public static final int FMA_PORTS = 2;

    /** Loads per cycle. */
    static final int LOAD_PORTS = 2;

    /** Instructions of all kinds per cycle. */
    static final double ISSUE_WIDTH = 4;

    /** Bytes in a cache line. */
    static final int LINE_BYTES = 64;

    private static final int DEFAULT_L1 = 32 << 10;
    private static final int DEFAULT_L2 = 1 << 20;

    /** Plausible range of the L2 cache size; other sizes are clamped to it. */
    private static final int MIN_L2 = 256 << 10;

    private static final int MAX_L2 = 4 << 20;

    /** Measured: 11.6 GB/s on a core of 2.5 GHz. */
    private static final double MEMORY_BYTES_PER_CYCLE = 4.6;

    /** A cache size as Linux's sysfs prints it, such as {@code 1024K}. */
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})K\\s*");

    /** AMD's cores from Zen 5 on, in {@code /proc/cpuinfo}; older ones have not been measured. */
    private static final Pattern ZEN_5 = Pattern.compile("vendor_id\\s*: AuthenticAMD\\s+cpu family\\s*: (2[6-9]|[3-9]\\d)\\s");

    /** More than the first core takes in {@code /proc/cpuinfo}, which on a large machine takes long to read whole. */
    private static final int MANY_BYTES = 4096;

    /** The machine of this JVM. */
    public static final Machine THIS =
            of(Simd.BITS, Path.of("/sys/devices/system/cpu/cpu0/cache"), Path.of("/proc/cpuinfo"), System.getProperty(PREFETCH));

    /**
     * @param caches   Linux's folder of the first core's caches; if it does not exist, default sizes are used
     * @param cpuinfo  Linux's list of cores; if it does not exist, kernels prefetch
     * @param prefetch {@code on} or {@code off}; null if the CPU decides
     */
    static Machine of(int vectorBits, Path caches, Path cpuinfo, String prefetch) {
        Matcher size = SIZE.matcher(text(caches.resolve("index2/size")));
        int l2 = size.matches() ? Integer.parseInt(size.group(1)) << 10 : DEFAULT_L2;
        boolean prefetches = prefetch == null ? !ZEN_5.matcher(text(cpuinfo)).find() : prefetch.equals("on");
        return new Machine(
                vectorBits / Float.SIZE,
                vectorBits == 512 ? 32 : 16,
                DEFAULT_L1,
                Math.clamp(l2, MIN_L2, MAX_L2),
                MEMORY_BYTES_PER_CYCLE,
                prefetches);
    }

    /** Returns the beginning of a file of the system, or nothing if it cannot be read. */
    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MANY_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return "";
        }
    }

    /** Whether vectors have 512 bits. */
    boolean wide() {
        return lanes == 16;
    }

    /**
     * Vector registers available to a tile. The JVM reserves one; a tile that needs all registers is spilled to memory.
     */
    int tileRegisters() {
        return registers - 1;
    }

    /** Number of FMAs in flight that hides their latency. */
    static int fmasInFlight() {
        return FMA_LATENCY * FMA_PORTS;
    }

    /**
     * Size of a panel of weights, in floats. With 512-bit vectors, a panel has 160 KB: half of an L2 cache of 1 MB
     * would fit, but panels of 160 KB are 13 % faster if most data comes from memory. Narrower tiles read their weights
     * more often. While kernels prefetch the next panel, both must fit the L1 cache together with the inputs; otherwise
     * a larger panel is faster, because it is in fewer parts, whose sums pass through memory.
     */
    public int panelFloats() {
        int bytes = wide() ? 160 << 10 : prefetch ? l1Bytes * 5 / 8 : l1Bytes * 5 / 4;
        return bytes / Float.BYTES;
    }

    /** Size of the L2 cache, in floats. */
    public int l2Floats() {
        return l2Bytes / Float.BYTES;
    }

    /**
     * Estimated clock cycles of a convolution that keeps all units busy.
     *
     * @param macs    number of multiply-accumulate operations
     * @param weights number of floats that are read from memory
     */
    public double cycles(double macs, double weights) {
        return macs / (lanes * FMA_PORTS) + weights * Float.BYTES / memoryBytesPerCycle;
    }
}
