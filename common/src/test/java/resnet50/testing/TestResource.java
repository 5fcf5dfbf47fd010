package resnet50.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files that the repository holds for its tests. */
public final class TestResource {
    private TestResource() {}

    /** A copy outside the jar in which the file may lie; it is gone when the JVM ends. */
    public static Path file(String name) {
        try (InputStream in = TestResource.class.getResourceAsStream("/" + name)) {
            Path folder = Files.createTempDirectory("resource");
            Path file = folder.resolve(Path.of(name).getFileName());
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
