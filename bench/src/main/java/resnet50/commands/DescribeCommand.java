package resnet50.commands;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import resnet50.cli.Ranges;
import resnet50.cli.StandardOutput;
import resnet50.cli.WeightsOptions;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.report.Structure;
import resnet50.report.StructureChart;
import resnet50.weights.OpenedWeights;

/** Shows a network's structure. Reads no weights unless they are named. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar describe [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Shows the layers of a network with their output shapes, parameters and multiply-accumulate operations (MACs)."
                    + " Needs no weights: without --arch and --weights, it shows resnet50."
        })
final class DescribeCommand implements Callable<Integer> {
    private static final String USUAL = "resnet50";

    @Spec
    private CommandSpec spec;

    @Mixin
    private WeightsOptions network;

    @Option(
            names = "--format",
            order = 1,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, or svg for a drawing (default: ${DEFAULT-VALUE}).")
    private Format format;

    private int depth;

    /** The formats, as {@code --format} names them. */
    private enum Format {
        TEXT,
        JSON,
        SVG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--depth",
            order = 2,
            paramLabel = "N",
            defaultValue = "" + Structure.ALL_LAYERS,
            description = "1: one line for each of layer1 to layer4; 2: one per block; 3: all layers (default: ${DEFAULT-VALUE}).")
    void depth(int levels) {
        depth = Ranges.check(spec, "--depth", levels, 1, Structure.ALL_LAYERS);
    }

    @Override
    public Integer call() {
        Architecture architecture = architecture();
        PrintStream out = StandardOutput.ofProcess().printer();
        switch (format) {
            case TEXT -> out.print(Structure.of(architecture, network.crop(), depth).toText());
            case JSON -> out.println(Structure.of(architecture, network.crop(), depth).toJson());
            case SVG -> out.print(new StructureChart(architecture, network.crop()).file());
        }
        out.flush();
        return ExitCode.OK.code();
    }

    private Architecture architecture() {
        if (network.weights().isPresent()) {
            try (OpenedWeights weights = network.open()) {
                return weights.architecture();
            }
        }
        return network.architecture == null ? Architecture.named(USUAL).orElseThrow() : network.architecture;
    }
}
