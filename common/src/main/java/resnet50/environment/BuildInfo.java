package resnet50.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Version and commit of this build.
 *
 * @param commit abbreviated; {@code unknown} if built outside a git checkout
 */
public record BuildInfo(String version, String commit) {
    private static final String RESOURCE = "/resnet50/build.properties";

    /** Reads version and commit from the class path. */
    public static BuildInfo load() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        String commit = properties.getProperty("git.commit", Environment.UNKNOWN);
        return new BuildInfo(properties.getProperty("version", Environment.UNKNOWN), commit.startsWith("$") ? Environment.UNKNOWN : commit);
    }
}
