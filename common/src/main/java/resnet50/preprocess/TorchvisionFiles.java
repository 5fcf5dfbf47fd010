package resnet50.preprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import resnet50.core.UserException;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;
import resnet50.weights.Sha256;
import resnet50.weights.WeightsDownload;

/**
 * torchvision's weights whose shorter side is resized to 232: {@code IMAGENET1K_V2}, and the only ones of resnext101_64x4d. Recognized
 * by the beginning of the SHA-256 in the file's name. A renamed file is hashed, but only if it has the length of one of them.
 */
record TorchvisionFiles(String name, double megabytes) {
    private static final Preprocessor V2 = new Preprocessor(232, 224, Mode.CROP);

    /** Lengths as torchvision's documentation states them, in units of 2^20 bytes, rounded to thousandths. */
    private static final List<TorchvisionFiles> ALL = List.of(
            newest("resnet50", 97.79),
            newest("resnet101", 170.53),
            newest("resnet152", 230.474),
            newest("resnext50_32x4d", 95.833),
            newest("resnext101_32x8d", 339.673),
            newest("resnext101_64x4d", 319.318),
            newest("wide_resnet50_2", 263.124),
            newest("wide_resnet101_2", 484.747));

    private static final double MEGABYTE = 1 << 20;
    private static final double ROUNDING = 0.001;

    private static TorchvisionFiles newest(String architecture, double megabytes) {
        return new TorchvisionFiles(WeightsDownload.newestFileName(architecture), megabytes);
    }

    /** Empty unless the file is one of these. */
    static Optional<Preprocessing> of(Path weights) {
        Optional<String> promised = Sha256.promisedBy(weights);
        return ALL.stream()
                .filter(file -> promised.map(file::hasHash).orElse(false))
                .findFirst()
                .or(() -> byContent(weights))
                .map(file -> new Preprocessing(V2, "torchvision's " + file.name));
    }

    private static Optional<TorchvisionFiles> byContent(Path weights) {
        try {
            double megabytes = Files.size(weights) / MEGABYTE;
            List<TorchvisionFiles> candidates =
                    ALL.stream().filter(file -> Math.abs(file.megabytes - megabytes) < ROUNDING).toList();
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            String hash = Sha256.of(weights);
            return candidates.stream().filter(file -> file.hasHash(hash)).findFirst();
        } catch (IOException e) {
            throw UserException.unreadable(weights.toString(), e);
        }
    }

    private boolean hasHash(String hash) {
        return hash.startsWith(Sha256.promisedBy(Path.of(name)).orElseThrow());
    }
}
