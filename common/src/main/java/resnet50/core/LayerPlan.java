package resnet50.core;

import java.util.Collection;
import java.util.List;

/**
 * The plan of one layer: how an engine computes it, and what else it could have chosen.
 *
 * @param layer      name as reported to {@link LayerListener}: {@code conv1}, {@code layer1.0.conv2+layer1.0.bn2}
 * @param algorithm  such as {@code direct} or {@code winograd F(4,3)}
 * @param tile       register tile, pixels by vectors of channels: {@code 14x2}
 * @param macs       multiply-accumulates that the algorithm needs, without those of transforms; 0 if unknown
 * @param kernels    names of the generated kernels
 * @param algorithms candidates for {@code algorithm}, which is the first; empty if there was no choice
 * @param tiles      candidates for {@code tile}, which is the first; empty if there was no choice
 */
public record LayerPlan(
        String layer,
        String algorithm,
        String tile,
        long macs,
        List<String> kernels,
        List<Candidate> algorithms,
        List<Candidate> tiles) {
    /**
     * A way to compute a layer. Estimates of algorithms and of tiles are by different models and not comparable.
     *
     * @param cycles estimated clock cycles per image on one thread
     */
    public record Candidate(String name, double cycles) {}

    public LayerPlan {
        kernels = List.copyOf(kernels);
        algorithms = List.copyOf(algorithms);
        tiles = List.copyOf(tiles);
        check(layer, algorithm, algorithms);
        check(layer, tile, tiles);
    }

    /** Creates a plan without candidates, with the kernels in the collection's order. */
    public LayerPlan(String layer, String algorithm, String tile, long macs, Collection<String> kernels) {
        this(layer, algorithm, tile, macs, List.copyOf(kernels), List.of(), List.of());
    }

    private static void check(String layer, String chosen, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (!candidates.getFirst().name().equals(chosen) || candidate.cycles() < candidates.getFirst().cycles()) {
                throw new IllegalArgumentException(layer + ": " + chosen + " is not the fastest of " + candidates);
            }
        }
    }

    /** The names of the kernels in one line, for display. */
    public String note() {
        return String.join(" ", kernels);
    }
}
