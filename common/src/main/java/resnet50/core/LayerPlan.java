package resnet50.core;

import java.util.Collection;
import java.util.List;

/**
 * How an engine computes one layer.
 *
 * @param layer     as reported to {@link LayerListener}: {@code conv1}, {@code layer1.0.conv2+layer1.0.bn2}
 * @param algorithm such as {@code direct}, {@code winograd F(4,3)}
 * @param tile      the register tile, pixels by vectors of channels: {@code 14x2}
 * @param kernels   names of the generated kernels
 */
public record LayerPlan(String layer, String algorithm, String tile, List<String> kernels) {
    public LayerPlan {
        kernels = List.copyOf(kernels);
    }

    /** A plan with the kernels in the collection's order. */
    public LayerPlan(String layer, String algorithm, String tile, Collection<String> kernels) {
        this(layer, algorithm, tile, List.copyOf(kernels));
    }

    /** The names of the kernels in one line, for people. */
    public String note() {
        return String.join(" ", kernels);
    }
}
