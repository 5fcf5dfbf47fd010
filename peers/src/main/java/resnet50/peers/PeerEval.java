package resnet50.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import resnet50.api.Prediction;
import resnet50.cli.TerminalProgress;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.environment.Environment;
import resnet50.eval.Dataset;
import resnet50.eval.EvalReport;
import resnet50.eval.EvalResult;
import resnet50.eval.Evaluation;
import resnet50.eval.Example;
import resnet50.eval.Outcome;
import resnet50.eval.ResultsFile;
import resnet50.eval.Tally;
import resnet50.label.Labels;

/** Computes top-1 and top-5 accuracy by another program, as a stage's {@code eval} does. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar peers.jar eval [OPTIONS] FOLDER|CSV",
        synopsisHeading = "",
        description = {
            "Computes top-1 and top-5 accuracy, with pictures read and preprocessed by the same code as a stage's. All threads work on"
                    + " one picture."
        })
final class PeerEval implements Callable<Integer> {
    private static final int WORST = 10;

    @ParentCommand
    private Peers root;

    @Mixin
    private PeerOptions options;

    @Option(names = "--json", order = 2, description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(names = "--csv", order = 3, paramLabel = "FILE", description = "Write each picture's class and top-5 labels to this file.")
    private Path csv;

    @Parameters(paramLabel = "FOLDER|CSV", description = "As for a stage's eval.")
    private Path pictures;

    @Override
    public Integer call() throws IOException {
        Dataset dataset = Dataset.open(pictures);
        try (Peer peer = options.load()) {
            dataset.check(peer.classes(), peer.classes() == Labels.imageNet().size());
            String network = options.description(peer);
            EvalResult result;
            if (csv == null) {
                result = evaluate(peer, dataset, Optional.empty(), network);
            } else {
                try (ResultsFile results = ResultsFile.open(csv, network)) {
                    result = evaluate(peer, dataset, Optional.of(results), network);
                }
            }
            EvalReport report = new EvalReport(result, Environment.current());
            System.out.println(json ? report.toJson() : report.toText());
            return (result.unreadable().isEmpty() ? ExitCode.OK : ExitCode.BAD_DATA).code();
        }
    }

    private EvalResult evaluate(Peer peer, Dataset dataset, Optional<ResultsFile> results, String network) {
        Evaluation evaluation = new Evaluation(dataset, results, TerminalProgress.onStandardError());
        return evaluation.run(
                network,
                Labels.imageNet(),
                WORST,
                (examples, sink) -> examples.forEach(example -> sink.accept(outcome(peer, example))),
                bad -> root.messages().note(bad.message()));
    }

    private Outcome outcome(Peer peer, Example example) {
        try {
            peer.setInput(0, root.read(example.file(), peer.size()));
        } catch (UserException e) {
            return new Outcome.Unreadable(example, e.getMessage());
        }
        float[] logits = new float[peer.batch() * peer.classes()];
        peer.run(logits);
        float[] ofPicture = Arrays.copyOf(logits, peer.classes());
        return new Outcome.Labeled(example, Prediction.top(ofPicture, Tally.TOP, Labels.imageNet()));
    }
}
