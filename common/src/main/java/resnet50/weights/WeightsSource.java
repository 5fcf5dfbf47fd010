package resnet50.weights;

import java.nio.file.Path;
import java.util.Optional;
import resnet50.core.Architecture;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** A source of weights. */
public sealed interface WeightsSource {
    /** The network if neither the user nor a file determines one. */
    Architecture DEFAULT_ARCHITECTURE = Architecture.named("resnet50").orElseThrow();

    /** @param how how the file was found, for the log: {@code found in model} */
    record InFile(Path path, String how) implements WeightsSource {}

    /** Pseudorandom weights, for timing and tests. */
    record Synthetic() implements WeightsSource {
        /**
         * @param asked  the requested network; {@link #DEFAULT_ARCHITECTURE} if empty
         * @param wanted which weights to use
         * @throws UserException bad data: averaged weights are wanted
         */
        public WeightsFile open(Optional<Architecture> asked, Averaged wanted) {
            if (wanted == Averaged.YES) {
                throw UserException.badData(WeightsLocator.SYNTHETIC + ": " + Averaged.NONE + "; " + Averaged.LEAVE_OUT);
            }
            return new SyntheticWeights(asked.orElse(DEFAULT_ARCHITECTURE));
        }
    }
}
