package resnet50.commands;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
import resnet50.cli.TerminalProgress;
import resnet50.core.Architecture;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.environment.Environment;
import resnet50.environment.JvmUptime;
import resnet50.jmh.Jmh;
import resnet50.jmh.JmhReport;
import resnet50.jmh.JmhResult;
import resnet50.jmh.Settings;
import resnet50.measure.Bench;
import resnet50.measure.BenchReport;
import resnet50.measure.BenchResult;
import resnet50.weights.SyntheticWeights;

/** Measures this stage. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar bench [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Measures this stage on one image: load time, the first inferences, steady latency and throughput, bytes"
                    + " allocated and read per inference."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private ClassifyCommand root;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--json", order = 1, description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--budget",
            order = 2,
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = BudgetConverter.class,
            description = "Time to measure, such as 60s or 2m (default: ${DEFAULT-VALUE}). A slow stage runs at least four times.")
    private Duration budget;

    @Option(
            names = "--throughput",
            order = 3,
            description = "Also measure throughput, one image per thread. Takes a quarter of the budget.")
    private boolean throughput;

    @Option(
            names = "--jmh",
            order = 4,
            description = {
                "Measure the network and each shape of convolution with JMH instead, ten seconds and a JVM each. Ignores"
                        + " --budget."
            })
    private boolean jmh;

    @Option(
            names = "--filter",
            order = 5,
            paramLabel = "REGEX",
            description = "With --jmh: only benchmarks that match, such as network or 'layer1.*conv2'.")
    private Pattern filter;

    @Override
    public Integer call() {
        if (filter != null && !jmh) {
            throw new ParameterException(command.commandLine(), "--filter is for --jmh only");
        }
        if (jmh) {
            runJmh();
            return 0;
        }
        Progress progress = TerminalProgress.onStandardError();
        Messages messages = root.messages();
        try (OpenedStage stage = OpenedStage.open(network, messages)) {
            float[] input = SyntheticWeights.input(network.crop); // speed does not depend on the image
            Duration forThroughput = throughput ? budget.dividedBy(4) : Duration.ZERO;
            BenchResult result = new Bench(budget.minus(forThroughput), forThroughput, progress)
                    .run(
                            stage.subject(),
                            () -> stage.build(LayerListener.NONE),
                            input,
                            stage.file(),
                            stage.architecture().classes(),
                            JvmUptime.now());
            BenchReport report = new BenchReport(result, Environment.current());
            report.environment().warnings().forEach(messages::note);
            System.out.println(json ? report.toJson() : report.toText());
        }
        return 0;
    }

    private void runJmh() {
        Progress progress = TerminalProgress.onStandardError();
        Messages messages = root.messages();
        try (OpenedStage stage = OpenedStage.open(network, messages)) {
            stage.build(LayerListener.NONE).close(); // reports wrong options here, not in another JVM
            Architecture architecture = stage.architecture();
            Settings settings = new Settings(
                    stage.file().source(), architecture.name(), network.crop, network.threads, network.vectorWidth);
            JmhResult result = new Jmh(settings, progress, System.err, messages.verbose())
                    .run(stage.subject(), architecture, filter == null ? Pattern.compile("") : filter);
            JmhReport report = new JmhReport(result, Environment.current());
            report.environment().warnings().forEach(messages::note);
            System.out.println(json ? report.toJson() : report.toText());
        }
    }
}
