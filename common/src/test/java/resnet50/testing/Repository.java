package resnet50.testing;

import java.nio.file.Path;

/** Files of the repository that tests read from the source tree. */
public final class Repository {
    /** Trained weights of resnet50. */
    public static final Path WEIGHTS = file("model/resnet50-compact.safetensors");

    private Repository() {}

    /** @param name relative to the repository's root */
    public static Path file(String name) {
        // Surefire and Failsafe set this property to the module's folder.
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(name);
    }
}
