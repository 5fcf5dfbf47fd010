package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompareTableTest {
    private static final List<String> LINES = CompareTable.of(Examples.full()).lines().toList();

    private static String line(String begin, int number) {
        return LINES.stream().filter(line -> line.startsWith(begin)).toList().get(number);
    }

    @Test
    void fitsItsColumns() {
        for (String line : LINES) {
            assertTrue(line.length() <= CompareTable.WIDTH, line);
            assertEquals(line.stripTrailing(), line);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        }
    }

    @Test
    void aLongNameOrProblemIsCutOrWrapped() {
        ProgramResult r = Examples.failed();
        String problem = "it died; its last words: " + "/a/very/long/path".repeat(20) + " and more".repeat(30);
        ProgramResult wordy = new ProgramResult(
                "a-stage-with-a-very-long-name", r.title(), r.status(), problem, 0, 1, r.firstLabelMs(), r.loadMs(), List.of(),
                r.latency(), r.picturesPerSecond(), r.overPrevious(), r.overFirst(), r.gflops(), r.ofPeak(), r.reduction(), -1, -1, -1,
                r.maxLogitDifference(), false, List.of());
        Comparison c = Examples.full();
        String text = CompareTable.of(new Comparison(
                c.environment(), c.architecture(), c.weights(), c.inputSize(), c.macs(), c.threads(), c.budgetSeconds(),
                c.reference(), c.probe(), List.of(wordy), null, c.notes()));
        text.lines().forEach(line -> assertTrue(line.length() <= CompareTable.WIDTH, line));
        assertTrue(text.replaceAll("\\s+", "").contains(problem.replaceAll("\\s+", "")), "nothing is lost");
    }

    @Test
    void aRungHasItsFigures() {
        assertEquals(
                List.of("stage2-vector", "900", "8.90", "8.90", "1.11", "9.09", "9.09", "###########"),
                List.of(line("stage2-vector", 0).split(" +")));
        assertEquals(
                List.of("stage2-vector", "7", "810", "990", "2.70", "450", "298", "102", "700", "1.5e-05", "same"),
                List.of(line("stage2-vector", 1).split(" +")));
    }

    @Test
    void barsGoFromOneToAll() {
        assertTrue(line("stage1-naive", 0).endsWith(" " + "#".repeat(18)), line("stage1-naive", 0));
        assertTrue(line("onnxruntime", 0).endsWith(" #"), "the fastest that is right");
    }

    @Test
    void wrongAndFailedOnesHaveNoSpeed() {
        assertEquals(List.of("stage3-preload", "WRONG"), List.of(line("stage3-preload", 0).split(" +")));
        assertTrue(line("stage3-preload", 1).endsWith("OTHER"));
        assertEquals(List.of("stage4-noalloc", "FAILED"), List.of(line("stage4-noalloc", 0).split(" +")));
        assertEquals("WRONG: stage3-preload: its logits differ from the reference's by 3.2", line("WRONG", 0));
        assertEquals("FAILED: stage4-noalloc: it died with exit code 137", line("FAILED", 0));
    }

    @Test
    void notesAreThere() {
        assertTrue(LINES.contains("stage6.jar is not there."));
        assertTrue(LINES.stream().anyMatch(line -> line.contains("PyTorch's logits")));
    }

    @Test
    void csvHasEmptyCellsForUnknownFigures() {
        List<String> rows = CompareCsv.of(Examples.full()).lines().toList();
        assertEquals(6, rows.size());
        List<String> header = List.of(rows.getFirst().split(","));
        for (String row : rows) {
            assertEquals(header.size(), row.split(",", -1).length, row);
        }
        List<String> second = List.of(rows.get(2).split(",", -1));
        assertEquals("900.0", second.get(header.indexOf("medianMs")));
        assertEquals("102400000", second.get(header.indexOf("weightsBytes")));
        List<String> failed = List.of(rows.get(4).split(",", -1));
        assertEquals("FAILED", failed.get(header.indexOf("status")));
        assertEquals("", failed.get(header.indexOf("medianMs")));
        assertEquals("", failed.get(header.indexOf("allocatedBytes")));
        assertFalse(CompareCsv.of(Examples.full()).contains("NaN"));
    }
}
