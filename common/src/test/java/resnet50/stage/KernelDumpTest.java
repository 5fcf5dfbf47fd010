package resnet50.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;

class KernelDumpTest {
    @TempDir
    private Path folder;

    /** A stage without an engine. */
    private record Stage(boolean generatesKernels) implements EngineProvider {
        @Override
        public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConvolutionRun convolution(
                Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int vectorBits() {
            return 0;
        }
    }

    @Test
    void doesNotDumpByDefault() {
        assertNull(KernelDump.prepare(new Stage(false), null));
        assertNull(KernelDump.prepare(new Stage(true), null));
    }

    @Test
    void createsTheFolderOrUsesAnExistingFolder() {
        Path dump = folder.resolve("a/b");
        assertEquals(dump, KernelDump.prepare(new Stage(true), dump));
        assertTrue(Files.isDirectory(dump));
        assertEquals(dump, KernelDump.prepare(new Stage(true), dump));
    }

    @Test
    void refusesAStageWithoutGeneratedKernels() {
        Path dump = folder.resolve("dump");
        assertRefused(
                ExitCode.USAGE,
                "--dump-kernels " + dump,
                "generates no kernels",
                () -> KernelDump.prepare(new Stage(false), dump));
        assertFalse(Files.exists(dump));
    }

    @Test
    void refusesAPathThatIsNotAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(
                ExitCode.USAGE, "--dump-kernels " + file, "is no folder", () -> KernelDump.prepare(new Stage(true), file));
        Path under = file.resolve("dump");
        assertRefused(ExitCode.NO_INPUT, under + ": ", "cannot be made", () -> KernelDump.prepare(new Stage(true), under));
    }

    @Test
    void refusesAFolderThatIsNotWritable() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertTrue(locked.toFile().setWritable(false));
        assumeFalse(Files.isWritable(locked), "this user may write everywhere");
        assertRefused(
                ExitCode.NO_INPUT, locked + ": ", "cannot be written to", () -> KernelDump.prepare(new Stage(true), locked));
    }
}
