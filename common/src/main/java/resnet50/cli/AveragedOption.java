package resnet50.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.weights.Averaged;

/** The choice between a checkpoint's raw and averaged weights. */
class AveragedOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public Averaged averaged = Averaged.PREFERRED;

    @Option(
            names = "--ema",
            paramLabel = "yes|no",
            order = 11,
            description = "Take averaged (yes) or raw (no) weights of a checkpoint that has both. Default: averaged.")
    void averaged(String choice) {
        averaged = switch (choice.toLowerCase(Locale.ROOT)) {
            case "yes" -> Averaged.YES;
            case "no" -> Averaged.NO;
            default -> throw new ParameterException(command.commandLine(), "--ema " + choice + " is neither yes nor no");
        };
    }
}
