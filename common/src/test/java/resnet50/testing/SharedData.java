package resnet50.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Data too large for the repository: a folder {@code shared} beside the checkout, holding {@code model}, {@code golden} and
 * others. Tests that want a file which is not there are skipped, or fail if RESNET50_REQUIRE_WEIGHTS is {@code true}, as an
 * environment variable or a system property.
 */
public final class SharedData {
    private static final String REQUIRED = "RESNET50_REQUIRE_WEIGHTS";

    private SharedData() {}

    /** Reference results by PyTorch. */
    public static Path golden(String name) {
        return file("golden", name);
    }

    /** Trained weights. */
    public static Path model(String name) {
        return file("model", name);
    }

    /** Pictures that the reference results are of. */
    public static Path picture(String name) {
        return file("pics", name);
    }

    /** Pictures in folders by class, and what PyTorch says of them. */
    public static Path eval(String name) {
        return file("eval", name);
    }

    private static Path file(String folder, String name) {
        Optional<Path> file = root().map(root -> root.resolve(folder).resolve(name)).filter(Files::exists);
        return file.orElseGet(() -> absent("shared/" + folder + "/" + name + " is not beside the checkout"));
    }

    private static Path absent(String message) {
        if ("true".equals(System.getenv(REQUIRED)) || Boolean.getBoolean(REQUIRED)) {
            return fail(message + ", and " + REQUIRED + " is set");
        }
        return Assumptions.abort(message);
    }

    private static Optional<Path> root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.isDirectory(shared.resolve("model"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}
