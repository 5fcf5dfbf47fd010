package resnet50.weights;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The current location of the program's jar. A class's code source does not give it: with a CDS archive, the code
 * source is the place where the archive was made, or null if that no longer exists.
 */
public final class JarLocation {
    /** The system property in which the launcher passes the jar's path as the user wrote it. */
    static final String PROPERTY = "resnet50.jar";

    private JarLocation() {}

    /**
     * Returns the folders that may hold the program's files: the folder of the jar and, if the jar's path is a link,
     * the folder of the link's target.
     *
     * @return empty if the program was not started from a jar
     */
    public static Stream<Path> folders() {
        return jar().stream().flatMap(jar -> Stream.of(jar, real(jar)).map(Path::toAbsolutePath).map(Path::getParent).distinct());
    }

    /** Returns the folder of the jar itself, with links resolved. */
    public static Optional<Path> folder() {
        return jar().map(jar -> real(jar).toAbsolutePath().getParent());
    }

    private static Optional<Path> jar() {
        try {
            String named = System.getProperty(PROPERTY);
            return Optional.ofNullable(named == null ? ofClassLoader() : Path.of(named)).filter(Files::isRegularFile);
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            return Optional.empty(); // not started from a file
        }
    }

    /**
     * Returns the jar from which the class loader reads resources, even if classes come from a CDS archive; null if
     * there is none.
     */
    private static Path ofClassLoader() throws IOException, URISyntaxException {
        URL url = JarLocation.class.getResource(JarLocation.class.getSimpleName() + ".class");
        return url != null && url.openConnection() instanceof JarURLConnection connection
                ? Path.of(connection.getJarFileURL().toURI())
                : null;
    }

    private static Path real(Path jar) {
        try {
            return jar.toRealPath();
        } catch (IOException | InvalidPathException _) {
            return jar;
        }
    }
}
