package resnet50.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

class ReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesAndLeavesNothingBeside() throws IOException {
        Path file = Files.writeString(folder.resolve("r.html"), "old and longer");
        ReportFile.write(file, "neu: ×");
        assertEquals("neu: ×", Files.readString(file));
        assertArrayEquals(new String[] {"r.html"}, folder.toFile().list());
    }

    @Test
    void followsALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), real);
        ReportFile.write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void refusesImpossibleValues() throws IOException {
        assertRefused(folder, "it is a folder; name a file in it");
        assertRefused(folder.resolve("none/r.html"), "its folder does not exist; make the folder first");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(file.resolve("r.html"), "its folder does not exist; make the folder first");
    }

    /** Writes to /dev/full fail like writes to a full disk. */
    @Test
    void reportsTheSystemsError() {
        assertRefused(Path.of("/dev/full"), "No space left on device; check the disk and the path");
    }

    /** The check precedes a long measurement. */
    @Test
    void failsBeforeAnyWork() throws IOException {
        ReportFile.check(folder.resolve("r.html"));
        ReportFile.check(Path.of("/dev/full"));
        assertArrayEquals(new String[0], folder.toFile().list());
        assertThrows(UserException.class, () -> ReportFile.check(folder));
        assertThrows(UserException.class, () -> ReportFile.check(folder.resolve("none/r.html")));
    }

    @Test
    void refusesAFolderThatMayNotBeWrittenTo() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "the administrator may write anywhere");
        assertRefused(locked.resolve("r.html"), "permission denied; check its folder's permissions");
    }

    private static void assertRefused(Path file, String why) {
        UserException refusal = assertThrows(UserException.class, () -> ReportFile.write(file, "text"));
        assertEquals(file + ": cannot be written: " + why, refusal.getMessage());
        assertEquals(ExitCode.NO_INPUT, refusal.exitCode());
    }
}
