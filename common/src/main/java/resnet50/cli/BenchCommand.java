package resnet50.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import resnet50.api.Progress;
import resnet50.engine.Engine;
import resnet50.engine.EngineOptions;
import resnet50.engine.EngineProvider;
import resnet50.engine.Engines;
import resnet50.engine.KernelDump;
import resnet50.engine.LayerListener;
import resnet50.engine.StageInfo;
import resnet50.engine.WarmUp;
import resnet50.measure.Bench;
import resnet50.measure.BenchReport;
import resnet50.measure.BenchResult;
import resnet50.measure.Environment;
import resnet50.measure.JvmUptime;
import resnet50.measure.Subject;
import resnet50.weights.OpenedWeights;
import resnet50.weights.SyntheticWeights;

/** Measures the stage at hand. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar bench [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Measures this stage alone on one picture: load time, the first runs, steady latency and throughput,"
                    + " bytes allocated and read per picture."
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

    private Duration budget;

    @Option(
            names = "--budget",
            order = 2,
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to measure; a slow stage takes at least four runs (${DEFAULT-VALUE}).")
    void budget(int seconds) {
        budget = Duration.ofSeconds(Ranges.check(command, "--budget", seconds, 1, 86_400));
    }

    @Override
    public Integer call() {
        Progress progress = TerminalProgress.onStandardError();
        Messages messages = root.messages();
        EngineProvider provider = Engines.provider();
        Path dump = KernelDump.prepare(provider, network.kernelDump);
        WarmUp warmUp = WarmUp.start(provider, network.vectorWidth);
        try (OpenedWeights weights = network.open(progress)) {
            messages.note(weights.description());
            EngineOptions options = new EngineOptions(
                    network.crop, network.threads, network.vectorWidth, LayerListener.NONE, Progress.NONE, dump);
            BenchReport report = new BenchReport(measure(provider, warmUp, weights, options, progress), Environment.current());
            report.environment().warnings().forEach(messages::note);
            System.out.println(json ? report.toJson() : report.toText());
        }
        return 0;
    }

    private BenchResult measure(
            EngineProvider provider, WarmUp warmUp, OpenedWeights weights, EngineOptions options, Progress progress) {
        StageInfo stage = StageInfo.load();
        Subject subject = new Subject(
                stage.name(),
                stage.title(),
                weights.architecture().name(),
                weights.file().source(),
                network.crop,
                network.threads,
                vectors(provider));
        float[] input = SyntheticWeights.input(network.crop); // speed does not depend on what the picture shows
        return new Bench(budget, progress)
                .run(
                        subject,
                        () -> {
                            Engine engine = provider.build(weights.architecture(), weights.file(), options);
                            warmUp.await();
                            return engine;
                        },
                        input,
                        weights.file(),
                        weights.architecture().classes(),
                        JvmUptime.now());
    }

    private static String vectors(EngineProvider provider) {
        int bits = provider.vectorBits();
        return bits == 0 ? "none" : bits + " bits";
    }
}
