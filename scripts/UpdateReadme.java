import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the figures that {@code update-readme.sh} measured into the READMEs, between {@code <!-- NAME -->} and
 * {@code <!-- /NAME -->}. Runs from source on Java 17 or newer, with Jackson on the class path, in the repository's root.
 */
final class UpdateReadme {
    private static final String HEAD =
            "| stage | ms per image | speed-up over previous row | over stage 1 | first label, s | allocated, MB | read, MB |\n"
                    + "|---|---:|---:|---:|---:|---:|---:|\n";

    private static final String CHART = "\n![Milliseconds per image of each stage, logarithmic scale](docs/ladder.svg)\n";

    private UpdateReadme() {}

    /** @param args a folder with {@code compare.json} and {@code cat.txt} */
    public static void main(String[] args) throws IOException {
        Path results = Path.of(args[0]);
        JsonNode comparison = new JsonMapper().readTree(results.resolve("compare.json").toFile());
        List<JsonNode> rows = new ArrayList<>();
        comparison.get("rungs").forEach(rows::add);
        for (JsonNode row : rows) {
            if (!row.get("status").asText().equals("RIGHT")) {
                System.err.println("update-readme: " + row.get("name").asText() + " is " + row.get("status").asText()
                        + "; nothing was written");
                System.exit(1);
            }
        }
        StringBuilder table = new StringBuilder(HEAD);
        for (JsonNode row : rows) {
            table.append(row(row, linked(row)));
        }
        String where = where(comparison);
        Path readme = Path.of("README.md");
        replace(readme, "measured", table + CHART + "\n" + where);
        String cat = "    $ ./mvnw -q package -DskipTests && java -jar stage6.jar pics/cat.jpg\n"
                + Files.readString(results.resolve("cat.txt")).indent(4);
        replace(readme, "cat", cat.stripTrailing());
        for (int first = 0; first < rows.size(); ) {
            int end = first + 1; // one row for each idea of the stage
            while (end < rows.size() && stage(rows.get(end)).equals(stage(rows.get(first)))) {
                end++;
            }
            StringBuilder own = new StringBuilder(HEAD);
            rows.subList(Math.max(0, first - 1), end).forEach(row -> own.append(row(row, code(row))));
            Optional<Path> folder = folder(rows.get(first));
            if (folder.isPresent()) { // a peer has none
                replace(folder.get().resolve("README.md"), "measured", own + "\n" + where);
            }
            first = end;
        }
    }

    /** {@code stage5} of {@code stage5-winograd}. */
    private static String stage(JsonNode row) {
        return row.get("name").asText().split("-", 2)[0];
    }

    /** The stage's folder, such as {@code stage5-codegen}; empty for a peer. */
    private static Optional<Path> folder(JsonNode row) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(folder -> folder.toString().startsWith(stage(row) + "-"))
                    .filter(folder -> Files.exists(folder.resolve("README.md")))
                    .findFirst();
        }
    }

    /** The row's name; in the root README, a link to the stage's folder. */
    private static String linked(JsonNode row) throws IOException {
        return folder(row).map(folder -> "[" + code(row) + "](" + folder + "/)").orElse(code(row));
    }

    private static String code(JsonNode row) {
        return "`" + row.get("name").asText() + "`";
    }

    private static String row(JsonNode row, String name) {
        return String.format(
                Locale.ROOT,
                "| %s: %s | %s | %s | %s | %s | %s | %s |\n",
                name,
                row.get("title").asText(),
                number("%.0f", row.at("/latency/medianMs"), 1),
                number("%.2f×", row.get("overPrevious"), 1),
                row.get("overPrevious").isNull() && row.get("overFirst").asDouble() == 1
                        ? ""
                        : number("%.1f×", row.get("overFirst"), 1),
                number("%.1f", row.get("firstLabelMs"), 1000),
                megabytes(row.get("allocatedBytes")),
                megabytes(row.get("weightsBytes")));
    }

    /** Empty for an unknown figure. */
    private static String number(String format, JsonNode figure, double unit) {
        return figure.isNumber() ? String.format(Locale.ROOT, format, figure.asDouble() / unit) : "";
    }

    private static String megabytes(JsonNode bytes) {
        long value = bytes.asLong();
        return value < 0 ? "" : value == 0 ? "0" : String.format(Locale.ROOT, "%.1f", value / 1e6);
    }

    private static String where(JsonNode comparison) {
        JsonNode e = comparison.get("environment");
        int threads = comparison.get("threads").asInt();
        return String.format(
                Locale.ROOT,
                "%s, batch size 1, medians. All programs ran in turns in one `compare`, on up to %d thread%s. A speed-up is the\n"
                        + "median of the ratios within a round; it can differ from the quotient of the medians. The first label is timed from\n"
                        + "the start of the process. %s, %d cores, JVM %s, commit %s, %s.",
                comparison.get("architecture").asText(),
                threads,
                threads == 1 ? "" : "s",
                e.get("cpu").asText(),
                e.get("cores").asInt(),
                e.get("jvmVersion").asText(),
                e.get("gitCommit").asText(),
                e.get("date").asText().substring(0, 10));
    }

    private static void replace(Path file, String name, String text) throws IOException {
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        String old = Files.readString(file);
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(file + " has no " + begin + " ... " + end);
        }
        Files.writeString(file, old.substring(0, from + begin.length()) + "\n" + text + "\n" + old.substring(to));
    }
}
