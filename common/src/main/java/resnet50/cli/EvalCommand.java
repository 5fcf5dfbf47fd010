package resnet50.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import resnet50.api.Classifier;
import resnet50.api.ClassifierBuilder;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
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
import resnet50.quantize.Int8EmulatorProvider;
import resnet50.weights.Sha256;
import resnet50.weights.WeightsLocator;

/** {@code eval}: computes top-1 and top-5 accuracy. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar eval [OPTIONS] FOLDER|CSV",
        synopsisHeading = "",
        description = {
            "Computes top-1 and top-5 accuracy over pictures whose classes are known, and lists the classes with the most errors"
                    + " and the most frequent confusions. The exit code is 65 if a picture cannot be read."
        })
final class EvalCommand implements Callable<Integer> {
    private static final int HASH_DIGITS = 12;

    @Spec
    private CommandSpec command;

    @ParentCommand
    private ClassifyCommand root;

    @Parameters(
            paramLabel = "FOLDER|CSV",
            description = {
                "Folder of folders named by WordNet ids such as n02123045; or a CSV file: picture, relative to the file, and"
                        + " class, a WordNet id or an index."
            })
    private Path pictures;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private PictureOptions picture;

    @Option(names = "--json", order = 1, description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--csv",
            order = 2,
            paramLabel = "FILE",
            description = {
                "Write each picture's class and top-5 labels to this file. Pictures that the file already has are skipped, so an"
                        + " interrupted evaluation resumes."
            })
    private Path csv;

    @Option(
            names = "--emulate-int8",
            order = 4,
            description = "Compute in 8-bit integers, activations too, instead of by the stage. Needs a file of weights quantize.")
    private boolean int8;

    private int worst;

    @Option(
            names = "--worst",
            order = 3,
            paramLabel = "N",
            defaultValue = "10",
            description = "Number of classes, and of pairs of classes, to list (default: ${DEFAULT-VALUE}).")
    void worst(int count) {
        worst = Ranges.check(command, "--worst", count, 0, 1_000_000);
    }

    @Override
    public Integer call() throws IOException {
        Messages messages = root.messages();
        Dataset dataset = Dataset.open(pictures);
        ClassifierBuilder builder = ClassifyCommand.builder(network, picture, messages);
        if (int8) {
            builder.engine(new Int8EmulatorProvider());
        }
        try (Classifier classifier = builder.open()) {
            dataset.check(classifier.architecture().classes(), classifier.labels().hasWnids());
            EvalResult result = csv == null
                    ? evaluate(classifier, dataset, Optional.empty(), messages)
                    : evaluateInto(csv, classifier, dataset, messages);
            EvalReport report = new EvalReport(result, Environment.current());
            System.out.println(json ? report.toJson() : report.toText());
            return (result.unreadable().isEmpty() ? ExitCode.OK : ExitCode.BAD_DATA).code();
        }
    }

    private EvalResult evaluateInto(Path file, Classifier classifier, Dataset dataset, Messages messages) throws IOException {
        try (ResultsFile results = ResultsFile.open(file, describe(classifier))) {
            return evaluate(classifier, dataset, Optional.of(results), messages);
        }
    }

    private EvalResult evaluate(
            Classifier classifier, Dataset dataset, Optional<ResultsFile> results, Messages messages) throws IOException {
        Progress progress = TerminalProgress.onStandardError();
        Evaluation evaluation = new Evaluation(dataset, results, progress);
        try (InterruptNote _ = new InterruptNote(messages, () -> interrupted(evaluation, dataset, progress))) {
            return run(evaluation, classifier, progress, messages);
        }
    }

    private String interrupted(Evaluation evaluation, Dataset dataset, Progress progress) {
        progress.update("evaluating", 1, 1); // clears the progress bar
        return "interrupted: " + evaluation.done() + " of " + dataset.examples().size() + " pictures are done; "
                + (csv == null ? "with --csv FILE, an evaluation can be resumed" : "the same command resumes");
    }

    private EvalResult run(Evaluation evaluation, Classifier classifier, Progress progress, Messages messages) throws IOException {
        return evaluation.run(
                describe(classifier),
                classifier.labels(),
                worst,
                (examples, sink) -> classifier.forEach(examples, EvalCommand::outcome, outcome -> {
                    sink.accept(outcome);
                    return true;
                }),
                bad -> {
                    progress.update("evaluating", 1, 1); // clears the progress bar before other output
                    messages.note(bad.message());
                });
    }

    private static Outcome outcome(Classifier classifier, Example example) {
        try {
            return new Outcome.Labeled(example, classifier.classify(example.file(), Tally.TOP));
        } catch (UserException e) {
            return new Outcome.Unreadable(example, e.getMessage());
        }
    }

    /** All that the labels depend on: runs with equal descriptions give equal labels, in every stage. */
    private String describe(Classifier classifier) throws IOException {
        String weights = classifier.weights();
        String hash = weights.equals(WeightsLocator.SYNTHETIC)
                ? weights
                : Sha256.of(Path.of(weights)).substring(0, HASH_DIGITS);
        return String.join(
                ", ",
                classifier.architecture().name(),
                "weights " + hash,
                picture.describe(classifier.preprocessing()) + (int8 ? ", int8 emulated" : ""));
    }
}
