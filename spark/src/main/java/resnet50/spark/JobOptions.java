package resnet50.spark;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.cli.PictureOptions;
import resnet50.cli.Ranges;
import resnet50.cli.WeightsOptions;

/** Options that Spark jobs share with the command line, and those of an executor. */
final class JobOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private WeightsOptions network;

    @Mixin
    private PictureOptions picture;

    private LabelOptions options = LabelOptions.defaults();

    @Option(
            names = "-k",
            order = 1,
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of labels per picture (default: ${DEFAULT-VALUE}).")
    void k(int count) {
        options = options.withK(Ranges.check(command, "-k", count, 1, 1_000_000));
    }

    @Option(
            names = "--labels",
            order = 4,
            paramLabel = "FILE",
            description = "Names of the classes: one per line, class_to_idx or id2label."
                    + " Default: the weights' own, else ImageNet's.")
    void labels(String file) {
        options = options.withLabels(file);
    }

    @Option(
            names = "--threads",
            order = 13,
            paramLabel = "N",
            defaultValue = "0",
            description = "Largest number of pictures that an executor computes at once. Default: 0, one per task.")
    void threads(int count) {
        options = options.withThreads(Ranges.check(command, "--threads", count, 0, 1024));
    }

    @Option(
            names = "--max-bytes",
            order = 30,
            paramLabel = "N",
            defaultValue = "" + LabelOptions.DEFAULT_MAX_BYTES,
            description = "Largest file that is read (default: ${DEFAULT-VALUE}).")
    void maxBytes(int bytes) {
        options = options.withMaxBytes(Ranges.check(command, "--max-bytes", bytes, 1, 1 << 30));
    }

    /** @throws ParameterException if raw frames are asked for, which executors do not read */
    LabelOptions labelOptions() {
        if (picture.rawFrames().isPresent()) {
            throw new ParameterException(command.commandLine(), "--input-format nv12 is not supported here; label pictures");
        }
        LabelOptions all = options.withAveraged(network.averaged)
                .withPreprocessing(picture.preprocessing(network))
                .withExif(picture.exif)
                .withLenient(picture.lenient);
        if (network.weights != null) {
            all = all.withWeights(network.weights);
        }
        return network.architecture == null ? all : all.withArchitecture(network.architecture.name());
    }
}
