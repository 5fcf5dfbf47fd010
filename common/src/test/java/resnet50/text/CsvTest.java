package resnet50.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static List<List<String>> cells(String text) {
        return Csv.rows(text).stream().map(Csv.Row::cells).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with \"quotes\"", "\"", "\"\"", "a, comma", "two\nlines", "two\r\nlines", "é 猫", " ", ",\"\n"})
    void readsWrittenCells(String cell) {
        List<String> row = List.of(cell, "x", cell);
        assertEquals(List.of(row, row), cells(Csv.row(row) + Csv.row(row)));
    }

    @Test
    void acceptsAllLineEndings() {
        List<List<String>> rows = List.of(List.of("a", "b"), List.of("c", ""));
        assertEquals(rows, cells("a,b\nc,\n"));
        assertEquals(rows, cells("a,b\r\nc,"));
        assertEquals(rows, cells("a,b\r\rc,\r"));
        assertEquals(rows, cells("\n\na,b\n\nc,\n\n"));
    }

    @Test
    void quotesOnlyIfNecessary() {
        assertEquals("a b,\"c,d\",\"e\"\"f\"\r\n", Csv.row(List.of("a b", "c,d", "e\"f")));
    }

    @Test
    void aRowWithoutALineEndIsIncomplete() {
        String row = Csv.row(List.of("a\nb", "c"));
        assertTrue(Csv.rows(row).getFirst().complete());
        for (int length = 2; length < row.length(); length++) {
            assertFalse(Csv.rows(row.substring(0, length)).getLast().complete(), row.substring(0, length));
        }
    }
}
