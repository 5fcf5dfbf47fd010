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
 * The jar that this program is from, where it lies now. A class's code source does not tell: with a class archive, it is the place where
 * the archive was made, or null if there is nothing any more.
 */
public final class JarLocation {
    /** The system property in which the launcher names the jar as the user did. */
    static final String PROPERTY = "resnet50.jar";

    private JarLocation() {}

    /**
     * The folders to look in for what belongs to the program: the folder of the jar and, if that is a link, the folder of the file that it
     * leads to.
     *
     * @return empty if the program is not from a jar
     */
    public static Stream<Path> folders() {
        return jar().stream().flatMap(jar -> Stream.of(jar, real(jar)).map(Path::toAbsolutePath).map(Path::getParent).distinct());
    }

    /** The folder of the jar itself, wherever a link to it may be. */
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

    /** Where the class loader reads resources, whatever it has classes from; null if that is no jar. */
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
