package resnet50.spark;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.picture.Exif;
import resnet50.preprocess.PreprocessingOptions;
import resnet50.weights.Averaged;

/** Options of {@link LabelPictures}, immutable. {@link #defaults} are those of the command line. */
public final class LabelOptions implements Cloneable {
    static final int DEFAULT_MAX_BYTES = 64 << 20;
    private static final LabelOptions DEFAULTS = new LabelOptions();

    Optional<String> weights = Optional.empty();
    Optional<Architecture> architecture = Optional.empty();
    Averaged averaged = Averaged.PREFERRED;
    PreprocessingOptions preprocessing = PreprocessingOptions.NONE;
    Optional<Path> labels = Optional.empty();
    Exif exif = Exif.APPLY;
    boolean lenient;
    int k = 5;
    int threads;
    int maxBytes = DEFAULT_MAX_BYTES;
    String pathColumn = "path";
    String contentColumn = "content";

    private LabelOptions() {}

    /** Returns the options of the command line without arguments. */
    public static LabelOptions defaults() {
        return DEFAULTS;
    }

    private LabelOptions with(Consumer<LabelOptions> change) {
        try {
            LabelOptions copy = (LabelOptions) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Returns a copy with other weights than the first ones that the driver finds.
     *
     * @param file path on the driver or URI in a file system of Spark's, shipped to each executor once; {@code
     *     local:/path} for a file that each machine has; {@code synthetic}
     */
    public LabelOptions withWeights(String file) {
        return with(copy -> copy.weights = Optional.of(file));
    }

    /**
     * Returns a copy with a given network instead of the one that the weights are recognized as.
     *
     * @param name as torchvision's
     * @throws UserException usage: no such network
     */
    public LabelOptions withArchitecture(String name) {
        Architecture named = Architecture.named(name)
                .orElseThrow(() -> new UserException(ExitCode.USAGE, name + ": no such network; see --help"));
        return with(copy -> copy.architecture = Optional.of(named));
    }

    /** Returns a copy with a choice between raw and averaged weights, if a checkpoint has both. */
    public LabelOptions withAveraged(Averaged wanted) {
        return with(copy -> copy.averaged = Objects.requireNonNull(wanted));
    }

    /** Returns a copy that overrides parts of the weights' preprocessing. */
    public LabelOptions withPreprocessing(PreprocessingOptions parts) {
        return with(copy -> copy.preprocessing = Objects.requireNonNull(parts));
    }

    /** Returns a copy with the names of the classes in a file on the driver; see {@link resnet50.label.LabelFile}. */
    public LabelOptions withLabels(String file) {
        return with(copy -> copy.labels = Optional.of(Path.of(file)));
    }

    /** Returns a copy that applies or ignores the EXIF orientation. */
    public LabelOptions withExif(Exif handling) {
        return with(copy -> copy.exif = Objects.requireNonNull(handling));
    }

    /** Returns a copy that labels damaged pictures by the part that can be decoded, or refuses them. */
    public LabelOptions withLenient(boolean accept) {
        return with(copy -> copy.lenient = accept);
    }

    /** Returns a copy with another number of labels per picture, at least 1. */
    public LabelOptions withK(int count) {
        return with(copy -> copy.k = atLeast(1, count));
    }

    /** Returns a copy with a limit of the pictures that an executor computes at once; 0 for one per task. */
    public LabelOptions withThreads(int count) {
        return with(copy -> copy.threads = atLeast(0, count));
    }

    /** Returns a copy with another length of the largest file that is read; larger ones are rows with an error. */
    public LabelOptions withMaxBytes(int bytes) {
        return with(copy -> copy.maxBytes = atLeast(1, bytes));
    }

    /**
     * Returns a copy with other names of columns.
     *
     * @param path    paths or URIs of pictures
     * @param content bytes of pictures, preferred to paths
     */
    public LabelOptions withColumns(String path, String content) {
        return with(copy -> {
            copy.pathColumn = Objects.requireNonNull(path);
            copy.contentColumn = Objects.requireNonNull(content);
        });
    }

    private static int atLeast(int min, int value) {
        if (value < min) {
            throw new IllegalArgumentException(value + " is less than " + min);
        }
        return value;
    }
}
