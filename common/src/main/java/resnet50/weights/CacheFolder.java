package resnet50.weights;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the operating system wants a user's downloads to be kept by programs. */
final class CacheFolder {
    private static final String NAME = "resnet50";

    private CacheFolder() {}

    /**
     * @param environment its XDG_CACHE_HOME or, on Windows, LOCALAPPDATA goes first, if absolute
     * @param osName      as in the system property {@code os.name}
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
        // the XDG specification: a relative path is to be ignored
        Path named = Path.of(environment.getOrDefault(variable, ""));
        return (named.isAbsolute() ? named : otherwise).resolve(NAME);
    }
}
