package resnet50.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import resnet50.Simd;

/**
 * The CPU, as far as tiles, panels and algorithms are chosen by it. The execution units are those of current x86 cores
 * with AVX2 or AVX-512; the second-level cache is read from the system.
 *
 * @param lanes              floats per vector
 * @param registers          vector registers
 * @param l1Bytes            first-level data cache of a core
 * @param l2Bytes            second-level cache of a core
 * @param memoryBytesPerCycle what a core reads from memory, in bytes per clock cycle
 */
public record Machine(int lanes, int registers, int l1Bytes, int l2Bytes, double memoryBytesPerCycle) {
    /** Clock cycles from the start of an FMA until its sum can be used. */
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

    /** The smallest and the largest second-level cache that is believed. */
    private static final int MIN_L2 = 256 << 10;

    private static final int MAX_L2 = 4 << 20;

    /** Measured: 11.6 GB/s on a core of 2.5 GHz. */
    private static final double MEMORY_BYTES_PER_CYCLE = 4.6;

    /** The size of a cache in Linux's description, such as {@code 1024K}. */
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})K\\s*");

    /** The machine of this JVM. */
    public static final Machine THIS = of(Simd.BITS, Path.of("/sys/devices/system/cpu/cpu0/cache"));

    /** @param caches Linux's folder of the first core's caches; where it does not exist, usual sizes are assumed */
    static Machine of(int vectorBits, Path caches) {
        int l2 = Math.clamp(size(caches.resolve("index2/size"), DEFAULT_L2), MIN_L2, MAX_L2);
        return new Machine(vectorBits / Float.SIZE, vectorBits == 512 ? 32 : 16, DEFAULT_L1, l2, MEMORY_BYTES_PER_CYCLE);
    }

    private static int size(Path file, int otherwise) {
        try {
            Matcher size = SIZE.matcher(Files.readString(file));
            return size.matches() ? Integer.parseInt(size.group(1)) << 10 : otherwise;
        } catch (IOException _) {
            return otherwise;
        }
    }

    /** Whether vectors have 512 bits. */
    boolean wide() {
        return lanes == 16;
    }

    /**
     * Vector registers for a tile. The JVM keeps one for itself; a tile that needs that one too is spilled to memory.
     */
    int tileRegisters() {
        return registers - 1;
    }

    /** FMAs in flight that hide their latency. */
    static int fmasInFlight() {
        return FMA_LATENCY * FMA_PORTS;
    }

    /**
     * Floats in a panel of weights. At 512 bits, 160 KB: half of a second-level cache of 1 MB would fit, but panels of
     * this size are 13 % faster where most data comes from memory. Narrower tiles read their weights more often, so
     * that their panels must fit the first-level cache beside the inputs.
     */
    public int panelFloats() {
        int bytes = wide() ? 160 << 10 : l1Bytes * 5 / 8;
        return bytes / Float.BYTES;
    }

    /** Floats in the second-level cache. */
    public int l2Floats() {
        return l2Bytes / Float.BYTES;
    }

    /**
     * Clock cycles of a convolution in which all units are busy.
     *
     * @param macs    multiplications, with an addition each
     * @param weights floats that are read from memory
     */
    public double cycles(double macs, double weights) {
        return macs / (lanes * FMA_PORTS) + weights * Float.BYTES / memoryBytesPerCycle;
    }
}
