package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"/jdk/lib/modules, true", "/x/stage6.jsa, true", "/x/stage6.jar, true", "pipe:[1], false", "/dev/null, false", "/x/cat.jpg, false"})
    void detectsAClosedStandardInputWhoseDescriptorTheJvmReused(String target, boolean closed) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        Path link = Files.createSymbolicLink(folder.resolve("0"), Path.of(target));
        assertEquals(closed, StandardInput.isClosed(link));
        assertEquals(true, StandardInput.isClosed(folder.resolve("none")));
    }
}
