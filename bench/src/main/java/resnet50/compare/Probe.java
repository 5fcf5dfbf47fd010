package resnet50.compare;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Peak speed and state of the machine during a comparison.
 *
 * @param vectorBits   width of the widest vectors that a program computes with
 * @param beforeGflops FMA peak of one thread, as {@link resnet50.measure.FmaPeak} defines it, before the rounds
 * @param afterGflops  FMA peak of one thread after the rounds
 * @param stolenShare  share of steal time during the rounds, 0 to 1; -1 if unknown
 * @param othersShare  share of the CPU time of all processors that other processes used during the rounds, 0 to 1; -1 if
 *                     unknown
 * @param steady       whether both peaks agree, and steal time and the CPU time of other processes were small
 * @param peaks        FMA peak at {@code vectorBits}, the larger of before and after, in GFLOP/s, by number of threads: one, and
 *                     the numbers that programs use
 * @param bandwidths   memory bandwidth in 10⁹ bytes per second, by number of reading threads: one, and the maximum per program
 */
public record Probe(
        int vectorBits,
        double beforeGflops,
        double afterGflops,
        double stolenShare,
        double othersShare,
        boolean steady,
        Map<Integer, Double> peaks,
        Map<Integer, Double> bandwidths) {
    public Probe {
        peaks = Collections.unmodifiableMap(new TreeMap<>(peaks));
        bandwidths = Collections.unmodifiableMap(new TreeMap<>(bandwidths));
    }
}
