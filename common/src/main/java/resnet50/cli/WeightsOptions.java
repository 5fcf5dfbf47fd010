package resnet50.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.core.Architecture;
import resnet50.core.EngineOptions;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/** Options that select the network and its weights. */
public class WeightsOptions extends AveragedOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            order = 10,
            description = {
                "safetensors, PyTorch or ONNX file, or 'synthetic' for seeded weights, whose labels mean nothing. Default: "
                        + "$RESNET50_WEIGHTS, model/NAME.* here or beside the jar, the user's cache folder, or the compact file "
                        + "that is part of the project."
            })
    public String weights;

    /** Null if it is recognized from the weights. */
    public Architecture architecture;

    public int crop;

    @Option(
            names = "--arch",
            paramLabel = "NAME",
            order = 11,
            completionCandidates = ArchitectureNames.class,
            description = "Network: ${COMPLETION-CANDIDATES}. Default: recognized from the weights.")
    void architecture(String name) {
        architecture = Architecture.named(name)
                .orElseThrow(() -> new ParameterException(command.commandLine(), noSuchNetwork(name)));
    }

    private static String noSuchNetwork(String name) {
        List<String> names = Architecture.family().stream().map(Architecture::name).toList();
        return "--arch " + name + " is none of " + String.join(", ", names)
                + Suggestions.nearest(name, names).map(near -> "; did you mean " + near + "?").orElse("");
    }

    @Option(
            names = "--crop",
            paramLabel = "N",
            order = 12,
            defaultValue = "224",
            description = "Input size of the network, in pixels (default: ${DEFAULT-VALUE}, or the weights' own).")
    void crop(int size) {
        crop = Ranges.check(command, "--crop", size, EngineOptions.MIN_INPUT_SIZE, EngineOptions.MAX_INPUT_SIZE);
    }

    /** Accepted by every command that reads weights, so that a script can pass it everywhere. */
    @Option(
            names = "--offline",
            order = 16,
            description = "Never use the network. Only 'weights fetch' does; $RESNET50_OFFLINE=1 forbids it too.")
    boolean offline;

    /** Finds, opens and checks the weights; see {@link WeightsLocator#open}. */
    public final OpenedWeights open() {
        return open(WeightsLocator.ofThisMachine());
    }

    final OpenedWeights open(WeightsLocator locator) {
        return locator.open(Optional.ofNullable(weights), Optional.ofNullable(architecture), averaged);
    }

    /** The value of {@code --weights}. */
    public final Optional<String> weights() {
        return Optional.ofNullable(weights);
    }

    /** Rows and columns of the network's input. */
    public final int crop() {
        return crop;
    }

    private static final class ArchitectureNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Architecture.family().stream().map(Architecture::name).iterator();
        }
    }
}
