package resnet50.text;

import java.util.ArrayList;
import java.util.List;

/** CSV as specified by RFC 4180. Reads any line ends. */
public final class Csv {
    private Csv() {}

    /**
     * One row of a table.
     *
     * @param end      index in the text where the next row begins
     * @param complete whether the row ends with a line end; the last row of an interrupted program may not
     */
    public record Row(List<String> cells, int end, boolean complete) {}

    /** Formats a row with its line end. Quotes cells if necessary. */
    public static String row(List<String> cells) {
        return String.join(",", cells.stream().map(Csv::quoted).toList()) + "\r\n";
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** Returns all rows of a text, without empty lines. */
    public static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Row row = next(text, at);
            if (!row.cells.equals(List.of(""))) {
                rows.add(row);
            }
            at = row.end;
        }
        return rows;
    }

    private static Row next(String text, int start) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inQuotes = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // a doubled quote closes and reopens the quoted part
                if (!inQuotes && i > start && text.charAt(i - 1) == '"') {
                    cell.append('"');
                }
                inQuotes = !inQuotes;
            } else if (inQuotes) {
                cell.append(c);
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' || c == '\r') {
                cells.add(cell.toString());
                boolean two = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
                return new Row(cells, i + (two ? 2 : 1), two || c == '\n' || i + 1 < text.length());
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return new Row(cells, text.length(), false);
    }
}
