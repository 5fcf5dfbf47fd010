package resnet50.weights;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The operating system's folder for files that programs download and cache per user. */
final class CacheFolder {
    private static final String NAME = "resnet50";

    private CacheFolder() {}

    /**
     * @param environment environment variables; XDG_CACHE_HOME or, on Windows, LOCALAPPDATA takes precedence if
     *                    absolute
     * @param osName      value of the system property {@code os.name}
     */
    static Path of(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return named(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        }
        if (os.startsWith("mac")) {
            return named(environment, "XDG_CACHE_HOME", home.resolve("Library").resolve("Caches"));
        }
        return named(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    }

    private static Path named(Map<String, String> environment, String variable, Path otherwise) {
        // the XDG specification says to ignore relative paths
        Path named = Path.of(environment.getOrDefault(variable, ""));
        return (named.isAbsolute() ? named : otherwise).resolve(NAME);
    }
}
