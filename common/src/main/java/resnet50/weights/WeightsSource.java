package resnet50.weights;

import java.nio.file.Path;
import java.util.Optional;
import resnet50.core.Architecture;
import resnet50.core.WeightsFile;

/** Where weights come from. */
public sealed interface WeightsSource {
    /** The network if neither the user nor a file says which. */
    Architecture DEFAULT_ARCHITECTURE = Architecture.named("resnet50").orElseThrow();

    /**
     * @param how a few words for the log: {@code found in model}
     */
    record InFile(Path path, String how) implements WeightsSource {}

    /** Seeded numbers, for timing and tests. */
    record Synthetic() implements WeightsSource {
        /** @param asked the network wanted; {@link #DEFAULT_ARCHITECTURE} if empty */
        public WeightsFile open(Optional<Architecture> asked) {
            return new SyntheticWeights(asked.orElse(DEFAULT_ARCHITECTURE));
        }
    }
}
