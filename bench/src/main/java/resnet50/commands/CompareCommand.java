package resnet50.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import resnet50.cli.ClassifyCommand;
import resnet50.cli.Messages;
import resnet50.cli.NetworkOptions;
import resnet50.cli.Ranges;
import resnet50.cli.StandardOutput;
import resnet50.cli.TerminalProgress;
import resnet50.compare.CompareCsv;
import resnet50.compare.CompareTable;
import resnet50.compare.Comparer;
import resnet50.compare.Comparison;
import resnet50.compare.Comparisons;
import resnet50.compare.Network;
import resnet50.compare.PairTable;
import resnet50.compare.Program;
import resnet50.compare.ProgramResult;
import resnet50.compare.StageJars;
import resnet50.compare.VectorUnit;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/** Measures all stages side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar compare [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Measures all stages whose jars are beside this one, and ONNX Runtime and OpenCV if peers.jar is built: each in a"
                    + " process of its own, in turns, on the same image. Checks their logits against the same reference. Stage 5 has one row"
                    + " for each idea: generated kernels, Winograd's algorithm, and 512-bit vectors if the CPU has them.",
            "The exit code is 1 if one of them fails or its logits are wrong."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClassifyCommand root;

    @Mixin
    private NetworkOptions network;

    @ArgGroup
    private Format format = new Format();

    /** Output format; a table if none is given. */
    private static final class Format {
        @Option(names = "--json", order = 1, description = "Print one JSON object instead of a table.")
        private boolean json;

        @Option(names = "--csv", order = 2, description = "Print CSV, one row per stage, instead of a table.")
        private boolean csv;
    }

    @Option(
            names = "--budget",
            order = 3,
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = BudgetConverter.class,
            description = "Time to measure, such as 60s or 2m (default: ${DEFAULT-VALUE}). Slow stages run at least once.")
    private Duration budget;

    @Option(
            names = "--only",
            order = 4,
            paramLabel = "JAR",
            split = ",",
            description = "Measure only these, for example stage4,stage5,opencv, or the path of another build's jar. The peers are"
                    + " onnxruntime, opencv and pytorch.")
    private List<String> only;

    private int pairs;

    @Option(
            names = "--pairs",
            order = 4,
            paramLabel = "N",
            description = "Measure the two programs of --only in N pairs, for as long as it takes, and print the median of the"
                    + " ratios of their times.")
    void pairs(int count) {
        pairs = Ranges.check(spec, "--pairs", count, 1, 100_000);
    }

    @Option(
            names = "--torchscript",
            order = 4,
            paramLabel = "FILE",
            description = "The same network as a TorchScript model, to measure PyTorch too; java -jar peers.jar --help shows how to"
                    + " make it.")
    private Path torchScript;

    @Mixin
    private ReportOptions reports;

    @Option(
            names = "--from",
            order = 8,
            paramLabel = "FILE",
            description = "Show the result of an earlier run, as printed by --json, instead of measuring.")
    private Path from;

    @Override
    public Integer call() {
        if (pairs > 0 && (only == null || only.size() != 2 || from != null)) {
            throw new ParameterException(spec.commandLine(), "--pairs needs two programs: --only A,B --pairs " + pairs);
        }
        reports.check();
        Comparison comparison =
                from == null ? compare(TerminalProgress.onStandardError(), root.messages()) : Comparisons.read(from);
        write(comparison);
        reports.write(comparison); // last, so that the result is on standard output if writing fails
        boolean right = comparison.rungs().stream().allMatch(r -> r.status() == ProgramResult.Status.RIGHT);
        return (right ? ExitCode.OK : ExitCode.INTERNAL).code();
    }

    /** Prints the result. */
    private void write(Comparison comparison) {
        PrintStream out = StandardOutput.ofProcess().printer();
        if (format.json) {
            out.println(Comparisons.toJson(comparison));
        } else {
            out.print(format.csv
                    ? CompareCsv.of(comparison)
                    : pairs > 0 ? PairTable.of(comparison) : CompareTable.of(comparison));
        }
        out.flush();
    }

    private Comparison compare(Progress progress, Messages messages) {
        StageJars jars = StageJars.ofThisProgram();
        StageJars.Search search = only == null
                ? jars.all(variantBits(), Optional.ofNullable(torchScript))
                : new StageJars.Search(jars.named(only), List.of());
        Network asked;
        try (OpenedWeights weights = network.open()) {
            messages.note(weights.description());
            asked = new Network(weights.architecture(), weights.file().source(), network.crop, network.threads);
        }
        readOnce(asked.weights());
        List<Program> programs = search.found().stream()
                .map(entry -> StageJars.program(entry, asked, network.vectorWidth, stageOptions(), Optional.ofNullable(torchScript)))
                .toList();
        Comparer comparer = pairs > 0 ? Comparer.ofPairs(asked, pairs, progress) : new Comparer(asked, budget, progress);
        return comparer.compare(programs, search.notes());
    }

    private int variantBits() {
        return network.vectorWidth == VectorWidth.AUTO ? VectorUnit.bits() : network.vectorWidth.bits();
    }

    /** Options that are passed on to the stages. */
    private List<String> stageOptions() {
        return network.kernelDump == null
                ? List.of()
                : List.of("--dump-kernels", network.kernelDump.toAbsolutePath().toString());
    }

    /** Brings the weights into the file cache, so that the first program does not wait for the disk alone. */
    private static void readOnce(String weights) {
        if (!weights.equals(WeightsLocator.SYNTHETIC)) {
            try (InputStream in = Files.newInputStream(Path.of(weights))) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UserException(ExitCode.NO_INPUT, weights + ": cannot be read; check the disk", e);
            }
        }
    }
}
