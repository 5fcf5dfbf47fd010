package resnet50.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import resnet50.core.UserException;

/** The process's standard input. */
final class StandardInput {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private StandardInput() {}

    /**
     * Returns the stream.
     *
     * @throws UserException no input: it is closed
     */
    static InputStream open() {
        if (isClosed(DESCRIPTORS.resolve("0"))) {
            throw UserException.noInput("-: standard input is closed; connect it to a file or a pipe");
        }
        return System.in;
    }

    /**
     * Whether a descriptor was closed before the JVM started. The system gives its number to the first file that the
     * JVM opens: its modules, a jar or a class archive. Known on Linux only.
     *
     * @param descriptor link in {@code /proc/self/fd}
     */
    static boolean isClosed(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.endsWith("/lib/modules") || target.endsWith(".jar") || target.endsWith(".jsa") || target.endsWith(".so");
        } catch (NoSuchFileException _) {
            return Files.isDirectory(DESCRIPTORS);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
