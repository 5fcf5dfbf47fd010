package resnet50.compare;

import java.util.ArrayList;
import java.util.List;

/** A comparison as CSV (RFC 4180), one row per program. An unknown figure is an empty cell. */
public final class CompareCsv {
    private static final List<String> HEADER = List.of(
            "name", "title", "status", "problem", "vectorBits", "threads", "firstLabelMs", "loadMs", "runs", "minMs", "p25Ms",
            "medianMs", "p75Ms", "p90Ms", "maxMs", "picturesPerSecond", "overPrevious", "overFirst", "gflops", "ofPeak",
            "allocatedBytes", "weightsBytes", "residentBytes", "maxLogitDifference", "top5Agrees", "reduction");

    private CompareCsv() {}

    /** All lines, each with its line end. Columns have the names of the components of {@link ProgramResult} and {@link Spread}. */
    public static String of(Comparison comparison) {
        StringBuilder csv = new StringBuilder();
        row(csv, HEADER);
        for (ProgramResult r : comparison.rungs()) {
            Spread l = r.latency();
            List<String> cells = new ArrayList<>(List.of(
                    r.name(), r.title(), r.status().name(), r.problem(), Integer.toString(r.vectorBits()), Integer.toString(r.threads())));
            cells.addAll(numbers(r.firstLabelMs(), r.loadMs()));
            cells.add(Integer.toString(l.runs()));
            cells.addAll(numbers(l.minMs(), l.p25Ms(), l.medianMs(), l.p75Ms(), l.p90Ms(), l.maxMs()));
            cells.addAll(numbers(r.picturesPerSecond(), r.overPrevious(), r.overFirst(), r.gflops(), r.ofPeak()));
            cells.addAll(List.of(bytes(r.allocatedBytes()), bytes(r.weightsBytes()), bytes(r.residentBytes())));
            cells.addAll(numbers(r.maxLogitDifference()));
            cells.add(Boolean.toString(r.top5Agrees()));
            cells.addAll(numbers(r.reduction()));
            row(csv, cells);
        }
        return csv.toString();
    }

    private static List<String> numbers(double... values) {
        List<String> cells = new ArrayList<>();
        for (double value : values) {
            cells.add(Double.isFinite(value) ? Double.toString(value) : "");
        }
        return cells;
    }

    private static String bytes(long count) {
        return count < 0 ? "" : Long.toString(count);
    }

    private static void row(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells.stream().map(CompareCsv::quote).toList())).append("\r\n");
    }

    private static String quote(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
