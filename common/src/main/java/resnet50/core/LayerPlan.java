package resnet50.core;

import java.util.Collection;
import java.util.List;

/**
 * The plan of one layer: how an engine computes it.
 *
 * @param layer     name as reported to {@link LayerListener}: {@code conv1}, {@code layer1.0.conv2+layer1.0.bn2}
 * @param algorithm such as {@code direct} or {@code winograd F(4,3)}
 * @param tile      register tile, pixels by vectors of channels: {@code 14x2}
 * @param macs      multiply-accumulates that the algorithm needs, without those of transforms; 0 if unknown
 * @param kernels   names of the generated kernels
 */
public record LayerPlan(String layer, String algorithm, String tile, long macs, List<String> kernels) {
    public LayerPlan {
        kernels = List.copyOf(kernels);
    }

    /** Creates a plan with the kernels in the collection's order. */
    public LayerPlan(String layer, String algorithm, String tile, long macs, Collection<String> kernels) {
        this(layer, algorithm, tile, macs, List.copyOf(kernels));
    }

    /** The names of the kernels in one line, for display. */
    public String note() {
        return String.join(" ", kernels);
    }
}
