package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.report.HtmlReport;

class ComparisonsTest {
    @TempDir
    Path folder;

    @Test
    void writtenComparisonIsReadBack() throws IOException {
        Comparison comparison = Examples.full();
        Path file = Files.writeString(folder.resolve("c.json"), Comparisons.toJson(comparison));
        assertEquals(comparison, Comparisons.read(file)); // a record's doubles are equal where both are NaN
    }

    /** The sample lacks the keys of pairs, which older versions did not write. */
    @Test
    void outputOfOlderVersionsIsRead() throws IOException, URISyntaxException {
        Comparison comparison = Comparisons.read(Path.of(getClass().getResource("older.json").toURI()));
        assertNull(comparison.pair());
        ProgramResult stage4 = comparison.rungs().getFirst();
        assertEquals(392.1, stage4.latency().medianMs());
        assertTrue(CompareTable.of(comparison).contains("stage4-noalloc"));
        assertEquals(2, CompareCsv.of(comparison).lines().count());
        Path page = folder.resolve("report.html");
        HtmlReport.write(comparison, page);
        assertTrue(Files.readString(page).contains("stage4-noalloc"));
    }

    @Test
    void unknownFiguresAreNull() throws IOException {
        JsonNode rungs = new JsonMapper().readTree(Comparisons.toJson(Examples.full())).get("rungs");
        assertTrue(rungs.get(0).get("overPrevious").isNull(), rungs.toString());
        assertEquals(8.9, rungs.get(1).get("overPrevious").asDouble());
        assertTrue(rungs.get(3).get("latency").get("medianMs").isNull(), rungs.toString());
        assertEquals("FAILED", rungs.get(3).get("status").asText());
    }

    @Test
    void otherFilesAreRefusedByName() throws IOException {
        for (String text : List.of("", "null", "[1]", "{\"rungs\": [], \"notes\": []}", "{\"rungs\": 3}", "Dear reader")) {
            Path file = Files.writeString(folder.resolve("c.json"), text);
            assertRefused(ExitCode.BAD_DATA, file);
        }
        assertRefused(ExitCode.BAD_DATA, Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xFF, 1}));
        assertRefused(ExitCode.NO_INPUT, folder.resolve("missing"));
    }

    private static void assertRefused(ExitCode code, Path file) {
        UserException refusal = assertThrows(UserException.class, () -> Comparisons.read(file));
        assertEquals(code, refusal.exitCode(), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }
}
