package resnet50.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.label.LabelFile;
import resnet50.picture.Exif;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.WeightsPreprocessing;
import resnet50.weights.Averaged;
import resnet50.weights.OpenedWeights;
import resnet50.weights.Sha256;
import resnet50.weights.WeightsLocator;

/**
 * All that a job's labels depend on, besides the pictures; chosen by the driver.
 *
 * @param architecture torchvision's name
 * @param hash         of the weights: {@code sha256-} and 64 hexadecimal digits, or {@code synthetic}
 * @param names        of the classes; empty for ImageNet's or none
 * @param threads      largest number of pictures that an executor computes at once; 0 for one per task
 */
record Network(
        String architecture,
        String hash,
        Averaged averaged,
        Preprocessor preprocessor,
        List<String> names,
        Exif exif,
        boolean lenient,
        int threads)
        implements Serializable {
    /** @throws UserException bad data: not one label per class, or a preprocessing that is not supported */
    static Network of(OpenedWeights opened, LabelOptions options) {
        String source = opened.file().source();
        return new Network(
                opened.architecture().name(),
                source.equals(WeightsLocator.SYNTHETIC) ? source : hash(Path.of(source)),
                options.averaged,
                WeightsPreprocessing.find(source, opened.config(), options.preprocessing).preprocessor(),
                names(opened, options),
                options.exif,
                options.lenient,
                options.threads);
    }

    private static List<String> names(OpenedWeights opened, LabelOptions options) {
        if (options.labels.isEmpty()) {
            return opened.labels().orElse(List.of());
        }
        Path file = options.labels.get();
        List<String> names = LabelFile.read(file);
        LabelFile.requireOnePerClass(file, names, opened.architecture().classes());
        return names;
    }

    static String hash(Path file) {
        try {
            return "sha256-" + Sha256.of(file);
        } catch (IOException e) {
            throw new UserException(ExitCode.NO_INPUT, file + ": cannot be read; check the disk or the network", e);
        }
    }

    /** Distinguishes results of different weights. */
    String weights() {
        return hash + (averaged == Averaged.PREFERRED ? "" : "-ema-" + averaged.name().toLowerCase(Locale.ROOT));
    }

    /** Distinguishes results of different preprocessing, in characters of a folder's name: {@code crop-256-to-224}. */
    String preprocessing() {
        String all = preprocessor.description()
                + (exif == Exif.APPLY ? "" : ", exif ignored")
                + (lenient ? ", lenient" : "");
        return all.replaceAll("[^\\w.-]+", "-");
    }
}
