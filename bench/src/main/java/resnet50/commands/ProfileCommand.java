package resnet50.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import resnet50.cli.ClassifyCommand;
import resnet50.cli.Messages;
import resnet50.cli.NetworkOptions;
import resnet50.cli.Ranges;
import resnet50.cli.TerminalProgress;
import resnet50.core.Progress;
import resnet50.environment.Environment;
import resnet50.measure.Profile;
import resnet50.measure.ProfileReport;
import resnet50.measure.ProfileResult;
import resnet50.page.ReportFile;
import resnet50.report.ProfilePage;
import resnet50.weights.SyntheticWeights;

/** Measures the time of each layer of this stage. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar profile [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Measures each layer of this stage on one image: milliseconds, share of the total, GFLOP/s, and share of the"
                    + " peak FMA rate of the stage's threads. That share counts the multiplications that a layer's algorithm"
                    + " needs; 'fewer' is the factor by which Winograd's algorithm reduces them."
        })
final class ProfileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private ClassifyCommand root;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--json", order = 1, description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--html",
            order = 3,
            paramLabel = "FILE",
            description = "Also write an HTML page with charts.")
    private Path html;

    @Option(names = "--slowest", order = 4, description = "Show the slowest layers first.")
    private boolean slowest;

    private int runs;

    @Option(
            names = "--runs",
            order = 2,
            paramLabel = "N",
            defaultValue = "" + Profile.DEFAULT_RUNS,
            description = "Number of inferences to measure, after at least as many to warm up (default: ${DEFAULT-VALUE}).")
    void runs(int count) {
        runs = Ranges.check(command, "--runs", count, 1, 10_000);
    }

    @Override
    public Integer call() {
        if (html != null) {
            ReportFile.check(html);
        }
        Progress progress = TerminalProgress.onStandardError();
        Messages messages = root.messages();
        try (OpenedStage stage = OpenedStage.open(network, messages)) {
            ProfileResult result = new Profile(runs, stage::vectorBits, progress)
                    .run(
                            stage.subject(),
                            stage::build,
                            stage.architecture().convolutions(network.crop),
                            SyntheticWeights.input(network.crop), // speed does not depend on the image
                            stage.architecture().classes());
            ProfileReport report = new ProfileReport(result, Environment.current());
            report.environment().warnings().forEach(messages::note);
            if (html != null) {
                ProfilePage.write(report, html);
            }
            System.out.println(json ? report.toJson() : report.toText(slowest));
        }
        return 0;
    }
}
