package resnet50.cli;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import resnet50.api.Classifier;
import resnet50.api.ClassifierBuilder;
import resnet50.api.Explanation;
import resnet50.api.Prediction;
import resnet50.cli.PictureResult.Explained;
import resnet50.cli.PictureResult.Failed;
import resnet50.cli.PictureResult.Features;
import resnet50.cli.PictureResult.Labeled;
import resnet50.cli.ResultWriter.Format;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.explain.ExplanationDrawing;
import resnet50.picture.PictureFiles;

/** The root command: without a subcommand, it labels pictures. */
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
            "          find . -name '*.jpg' | java -jar stageN.jar --files-from -",
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
    private double threshold;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private PictureOptions picture;

    @Option(
            names = "--format",
            order = 2,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, csv (default: ${DEFAULT-VALUE}), or npy for --features. json: one object per line and image.")
    private Format format;

    /** Null for the arguments alone. */
    @Option(
            names = "--files-from",
            order = 3,
            paramLabel = "FILE",
            description = "Also label the pictures that FILE names, one per line; - reads names from standard input as they come.")
    private String filesFrom;

    @Option(
            names = "--labels",
            order = 4,
            paramLabel = "FILE",
            description = "Names of the classes: one per line, class_to_idx or id2label. Default: the weights' own, else ImageNet's.")
    private Path labels;

    @Option(
            names = "--features",
            order = 6,
            description = "Print the input of the network's last layer instead of labels. Needs --format csv, json or npy.")
    private boolean features;

    /** Null for no explanation. */
    @Option(
            names = "--explain",
            order = 8,
            paramLabel = "OUT",
            description = "Also draw which regions speak for the label: a PNG file for one picture, a folder with a page for many.")
    private String explain;

    /** Null for the most probable class. */
    @Option(
            names = "--class",
            order = 9,
            paramLabel = "CLASS",
            description = "Explain this class, given by name, index or WordNet ID, instead of the most probable one.")
    private String explainedClass;

    @Option(
            names = "--verbose",
            order = 7,
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Print the preprocessing, and the stack trace of an error.")
    private boolean verbose;

    @Option(names = "-k", order = 1, paramLabel = "N", defaultValue = "5", description = "Number of labels to print per image (default: ${DEFAULT-VALUE}).")
    void k(int count) {
        k = Ranges.check(command, "-k", count, 1, 1_000_000);
    }

    @Option(
            names = "--threshold",
            order = 5,
            paramLabel = "P",
            defaultValue = "0",
            description = "Probability, 0 to 1, below which a picture's best label is reported as unknown.")
    void threshold(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new ParameterException(command.commandLine(), "--threshold " + probability + " is not between 0 and 1");
        }
        threshold = probability;
    }

    /** Messages of this run on standard error. */
    public Messages messages() {
        return new Messages(System.err, verbose);
    }

    @Override
    public Integer call() {
        checkUsage();
        Pictures all = new Pictures(pictures, filesFrom, format == Format.NPY || explain != null);
        Optional<ExplainTarget> target = Optional.ofNullable(explain).map(out -> new ExplainTarget(out, all.list()));
        Messages messages = messages();
        ClassifierBuilder builder =
                builder(network, picture, messages).features(features).explanations(target.isPresent());
        if (labels != null) {
            builder.labels(labels);
        }
        try (Classifier classifier = builder.open()) {
            if (verbose && !classifier.preprocessing().isOfWeights()) {
                messages.note(classifier.preprocessing().description());
            }
            if (!features && !classifier.hasNames()) {
                messages.note("the network's classes are not ImageNet's; labels are indices");
            }
            return labelAll(classifier, all, target, messages);
        }
    }

    private void checkUsage() {
        if (pictures.isEmpty() && filesFrom == null) {
            throw new ParameterException(command.commandLine(), "no picture given");
        }
        if (features && format == Format.TEXT) {
            throw new ParameterException(command.commandLine(), "--features needs --format csv, json or npy");
        }
        if (features && explain != null) {
            throw new ParameterException(command.commandLine(), "--explain needs labels; leave out --features");
        }
        if (explain != null && PictureFiles.STANDARD_INPUT.equals(filesFrom)) {
            throw new ParameterException(command.commandLine(), "--explain needs all names at once; give --files-from a file");
        }
        if (explainedClass != null && explain == null) {
            throw new ParameterException(command.commandLine(), "--class needs --explain OUT");
        }
        for (String option : List.of("-k", "--labels", "--threshold")) {
            if (features && command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(command.commandLine(), option + " has no effect with --features; leave it out");
            }
        }
        if (!features && format == Format.NPY) {
            throw new ParameterException(command.commandLine(), "--format npy needs --features");
        }
    }

    /** Builder with the user's options. */
    static ClassifierBuilder builder(NetworkOptions network, PictureOptions picture, Messages messages) {
        ClassifierBuilder builder = Classifier.builder()
                .averaged(network.averaged)
                .preprocessing(picture.preprocessing(network))
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
        picture.rawFrames().ifPresent(builder::rawFrames);
        return builder;
    }

    /** A bad picture does not end the batch; the first error's code is the process's. */
    private int labelAll(Classifier classifier, Pictures all, Optional<ExplainTarget> target, Messages messages) {
        PrintStream out = StandardOutput.ofProcess().printer();
        ResultWriter writer = writer(classifier, out, all);
        BiFunction<Classifier, String, PictureResult> task = task(classifier);
        Progress progress = TerminalProgress.onStandardError();
        Counts counts = new Counts();
        progress.update("labeling", 0, all.count());
        Predicate<PictureResult> sink = result -> {
            progress.update("labeling", 1, 1); // clears the progress bar before other output
            if (result instanceof Failed failed) {
                messages.error(failed.message(), failed.cause());
                counts.addFailure(failed.exitCode());
            }
            writer.write(result instanceof Explained explained ? explained.labels() : result);
            target.ifPresent(t -> t.write(result));
            counts.done++;
            progress.update("labeling", counts.done, all.count());
            return !out.checkError(); // the reader has closed the pipe, as head does
        };
        if (all.isStream()) {
            classifier.forEachAsTheyCome(all.iterator(), task, sink);
        } else {
            classifier.forEach(all.list(), task, sink);
        }
        progress.update("labeling", 1, 1);
        target.ifPresent(t -> t.finish(messages));
        if (counts.failed > 0 && counts.done > 1) {
            messages.note(counts.failed + " of " + counts.done + " pictures could not be labeled");
        }
        return counts.exitCode;
    }

    /** The failures themselves are not kept: a pipeline may name pictures without end. */
    private static final class Counts {
        private int done;
        private int failed;
        private int exitCode = ExitCode.OK.code(); // of the first failure

        void addFailure(int code) {
            if (failed++ == 0) {
                exitCode = code;
            }
        }
    }

    private ResultWriter writer(Classifier classifier, PrintStream out, Pictures all) {
        int size = classifier.architecture().classes(); // with --features, the number of features
        return switch (format) {
            case TEXT -> new ResultWriter.Text(out);
            case JSON -> new ResultWriter.Json(out, classifier.preprocessing());
            case CSV -> features ? new FeatureWriter.Csv(out, size) : new ResultWriter.Csv(out, k);
            case NPY -> new FeatureWriter.Npy(out, all.list().size(), size);
        };
    }

    /** @throws UserException usage: no such class as the one to explain */
    private BiFunction<Classifier, String, PictureResult> task(Classifier classifier) {
        if (features) {
            return (c, name) -> result(name, () -> new Features(name, isStdin(name)
                    ? c.features(name, StandardInput.open())
                    : c.features(Path.of(name))));
        }
        if (explain == null) {
            return (c, name) -> result(name, () -> labeled(name, isStdin(name)
                    ? c.classify(name, StandardInput.open(), k)
                    : c.classify(Path.of(name), k)));
        }
        OptionalInt index = explainedClass == null
                ? OptionalInt.empty()
                : OptionalInt.of(ClassChoice.index(explainedClass, classifier.labels(), classifier.architecture().classes()));
        return (c, name) -> result(name, () -> {
            Explanation explanation = c.explain(Path.of(name), k, index);
            return new Explained(labeled(name, explanation.predictions()), ExplanationDrawing.of(explanation));
        });
    }

    private static boolean isStdin(String name) {
        return name.equals(PictureFiles.STANDARD_INPUT);
    }

    private Labeled labeled(String name, List<Prediction> predictions) {
        return new Labeled(name, predictions, predictions.getFirst().probability() < threshold);
    }

    private static PictureResult result(String name, Supplier<PictureResult> task) {
        try {
            return task.get();
        } catch (UserException e) {
            return new Failed(name, e.exitCode().code(), e.getMessage(), e);
        } catch (InvalidPathException e) {
            return new Failed(name, ExitCode.NO_INPUT.code(), name + ": is not a valid file name; check it", e);
        }
    }
}
