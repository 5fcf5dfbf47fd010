package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.compare.Comparisons;
import resnet50.compare.Examples;

/** {@code compare --from}: reports of an earlier comparison, without a measurement. */
class ReportIT {
    @TempDir
    private Path folder;

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void showsAnEarlierComparison() throws IOException {
        Files.writeString(folder.resolve("c.json"), Comparisons.toJson(Examples.full()));
        Jar.Outcome outcome = new Jar(folder).run("compare", "--from", "c.json", "--html", "c.html", "--svg", "/dev/full");
        assertEquals(66, outcome.exitCode());
        assertEquals("resnet50: /dev/full: cannot be written: No space left on device; check the disk and the path\n", outcome.err());
        assertTrue(outcome.out().contains("stage2-vector"), outcome.out());
        assertTrue(Files.readString(folder.resolve("c.html")).contains("WRONG RESULTS: stage3-preload."));
        assertFalse(Files.exists(folder.resolve("c.svg")));
    }
}
