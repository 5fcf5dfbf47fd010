package resnet50.cli;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import resnet50.api.Classifier;
import resnet50.api.ClassifierBuilder;
import resnet50.api.Prediction;
import resnet50.cli.PictureResult.Failed;
import resnet50.cli.PictureResult.Labeled;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.picture.PictureFiles;

/** The program itself: without a subcommand, it labels pictures. */
@Command(
        name = "resnet50",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "Usage: java -jar stageN.jar [OPTIONS] PICTURE|FOLDER...",
            "       java -jar stageN.jar COMMAND [OPTIONS]"
        },
        synopsisHeading = "",
        description = "Labels pictures with the most probable of ImageNet's 1000 classes.",
        footer = {
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage, 65 bad data, 66 missing file,",
            "69 no suitable JDK, 71 not enough memory, 130 interrupted. Results go to",
            "standard output, everything else to standard error.",
            "",
            "Examples: java -jar stageN.jar pics/cat.jpg",
            "          java -jar stageN.jar --format json pics > labels.jsonl",
            "          java -jar stageN.jar bench --weights synthetic"
        })
public final class ClassifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "PICTURE|FOLDER",
            arity = "0..*",
            description = "JPEG, PNG, GIF, BMP or WebP files, folders of them, or - for standard input.")
    private List<String> pictures = List.of();

    private int k;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private PictureOptions picture;

    @Option(
            names = "--format",
            order = 2,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). json: one object per line and image.")
    private ResultWriter.Format format;

    @Option(
            names = "--verbose",
            order = 3,
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    private boolean verbose;

    @Option(names = "-k", order = 1, paramLabel = "N", defaultValue = "5", description = "Number of labels to print per image (default: ${DEFAULT-VALUE}).")
    void k(int count) {
        k = Ranges.check(command, "-k", count, 1, 1_000_000);
    }

    /** How this run talks to its user. */
    public Messages messages() {
        return new Messages(System.err, verbose);
    }

    @Override
    public Integer call() {
        if (pictures.isEmpty()) {
            throw new ParameterException(command.commandLine(), "no picture given");
        }
        List<String> all = PictureFiles.expand(pictures);
        Messages messages = messages();
        try (Classifier classifier = classifier(network, picture, messages)) {
            if (!classifier.hasNames()) {
                messages.note("the network's classes are not ImageNet's; labels are indices");
            }
            return labelAll(classifier, all, messages);
        }
    }

    /** As the user wants it. */
    static Classifier classifier(NetworkOptions network, PictureOptions picture, Messages messages) {
        ClassifierBuilder builder = Classifier.builder()
                .averaged(network.averaged)
                .preprocessor(picture.preprocessor(network.crop))
                .exif(picture.exif)
                .lenient(picture.lenient)
                .threads(network.threads)
                .vectorWidth(network.vectorWidth)
                .kernelDump(network.kernelDump)
                .progress(TerminalProgress.onStandardError())
                .log(messages::note);
        if (network.weights != null) {
            builder.weights(network.weights);
        }
        if (network.architecture != null) {
            builder.architecture(network.architecture);
        }
        return builder.open();
    }

    /** A bad picture does not end the batch; the first one's code is the process's. */
    private int labelAll(Classifier classifier, List<String> all, Messages messages) {
        PrintStream out = StandardOutput.ofProcess().printer();
        ResultWriter writer = ResultWriter.of(format, out, k);
        Progress progress = TerminalProgress.onStandardError();
        List<Failed> failures = new ArrayList<>();
        int[] done = {0};
        progress.update("labeling", 0, all.size());
        classifier.forEach(all, this::label, result -> {
            progress.update("labeling", 1, 1); // wipes the bar: nothing may stand behind it
            if (result instanceof Failed failed) {
                messages.error(failed.message(), failed.cause());
                failures.add(failed);
            }
            writer.write(result);
            progress.update("labeling", ++done[0], all.size());
            return !out.checkError(); // else nobody reads on, as with | head
        });
        if (!failures.isEmpty() && all.size() > 1 && done[0] == all.size()) {
            messages.note(failures.size() + " of " + all.size() + " pictures could not be labeled");
        }
        return failures.isEmpty() ? ExitCode.OK.code() : failures.getFirst().exitCode();
    }

    private PictureResult label(Classifier classifier, String name) {
        try {
            List<Prediction> predictions = name.equals(PictureFiles.STANDARD_INPUT)
                    ? classifier.classify(name, System.in, k)
                    : classifier.classify(Path.of(name), k);
            return new Labeled(name, predictions);
        } catch (UserException e) {
            return new Failed(name, e.exitCode().code(), e.getMessage(), e);
        } catch (InvalidPathException e) {
            return new Failed(name, ExitCode.NO_INPUT.code(), name + ": is no name that a file can have; check it", e);
        }
    }
}
