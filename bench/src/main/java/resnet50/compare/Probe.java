package resnet50.compare;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one thread of the machine could do while others were measured on it.
 *
 * @param vectorBits   the widest vectors that any rung computes with
 * @param beforeGflops FMA peak of one thread, as {@link resnet50.measure.FmaPeak} defines it, before the rounds
 * @param afterGflops  the same after them
 * @param stolenShare  of the processors' time that the host gave to others meanwhile, 0 to 1; -1 if the system does not tell
 * @param steady       whether before and after agree and little was stolen
 * @param bandwidths   10⁹ bytes a second that threads read from memory together, by their number, which is in order: one, and as many as a rung was allowed
 */
public record Probe(
        int vectorBits, double beforeGflops, double afterGflops, double stolenShare, boolean steady, Map<Integer, Double> bandwidths) {
    public Probe {
        bandwidths = Collections.unmodifiableMap(new TreeMap<>(bandwidths));
    }
}
