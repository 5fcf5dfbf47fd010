package resnet50.compare;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Peak speed of one thread and state of the machine during a comparison.
 *
 * @param vectorBits   width of the widest vectors that a program computes with
 * @param beforeGflops FMA peak of one thread, as {@link resnet50.measure.FmaPeak} defines it, before the rounds
 * @param afterGflops  FMA peak of one thread after the rounds
 * @param stolenShare  share of steal time during the rounds, 0 to 1; -1 if unknown
 * @param steady       whether both peaks agree and steal time was small
 * @param bandwidths   memory bandwidth in 10⁹ bytes per second, by number of reading threads: one, and the maximum per program
 */
public record Probe(
        int vectorBits, double beforeGflops, double afterGflops, double stolenShare, boolean steady, Map<Integer, Double> bandwidths) {
    public Probe {
        bandwidths = Collections.unmodifiableMap(new TreeMap<>(bandwidths));
    }
}
