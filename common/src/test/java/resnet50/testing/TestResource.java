package resnet50.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small test files of the repository. */
public final class TestResource {
    private TestResource() {}

    /** Copies a resource, which may be in a jar, to a temporary file that the JVM deletes at its end. */
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
