import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the figures that {@code update-readme.sh} measured into the READMEs, between {@code <!-- NAME -->} and
 * {@code <!-- /NAME -->}. Runs from source on Java 17 or newer, with Jackson on the class path, in the repository's root.
 */
final class UpdateReadme {
    private static final String COLUMNS = "|---|---:|---:|---:|---:|---:|---:|\n";

    /**
     * The words around the figures, in the language of one README.
     *
     * @param titles translations of the rows' titles; a title without one is written as it is
     * @param where the caption's format; {@link #where} has the arguments
     */
    private record Language(
            String readme, String head, String colon, Map<String, String> titles, String chart, String where) {}

    private static final Language ENGLISH = new Language(
            "README.md",
            "| stage | ms per image | speed-up over previous row | over stage 1 | first label, s "
                    + "| allocated, MB | read, MB |\n",
            ": ",
            Map.of(),
            "![Milliseconds per image of each stage, logarithmic scale](docs/ladder.svg)\n",
            "%1$s, batch size 1, medians. All programs ran in turns in one `compare`, on up to %2$d thread%3$s. A speed-up is the\n"
                    + "median of the ratios within a round; it can differ from the quotient of the medians. The first label is timed from\n"
                    + "the start of the process. %4$s, %5$d cores, JVM %6$s, commit %7$s, %8$s.");

    private static final Language CHINESE = new Language(
            "README.zh-CN.md",
            "| 阶段 | 每张图片延迟，ms | 相对上一行的加速比 | 相对阶段 1 的加速比 | 首个标签用时，s | 分配内存，MB | 读取权重，MB |\n",
            "：",
            Map.of(
                    "plain loops", "朴素循环",
                    "256-bit vectors", "256 位向量",
                    "weights prepared once", "权重只预处理一次",
                    "one arena, nothing allocated", "激活值共用一块内存，零分配",
                    "generated kernels, 256 bits", "生成的内核，256 位",
                    "+ Winograd's algorithm, 256 bits", "+ Winograd 算法，256 位",
                    "+ vectors of 512 bits", "+ 512 位向量",
                    "all cores, on one picture or on many", "所有核心，合算一张图片或各算一张",
                    "a peer", "对照程序"),
            "![各阶段每张图片的毫秒数，对数刻度](docs/ladder.svg)\n",
            "%1$s，批大小为 1；所有程序在同一次 `compare` 中轮流测量，表中为中位数。最多用 %2$d 个线程。\n"
                    + "加速比是同一轮内耗时比值的中位数，可能与中位数之比不同。首个标签的时间从进程启动算起。\n"
                    + "%4$s，%5$d 核，JVM %6$s，提交 %7$s，%8$s。");

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
        String cat = "    $ ./mvnw -q package -DskipTests && java -jar stage6.jar pics/cat.jpg\n"
                + Files.readString(results.resolve("cat.txt")).indent(4);
        for (Language language : List.of(ENGLISH, CHINESE)) {
            StringBuilder table = new StringBuilder(language.head + COLUMNS);
            for (JsonNode row : rows) {
                table.append(row(row, linked(row), language));
            }
            Path readme = Path.of(language.readme);
            replace(readme, "measured", table + "\n" + language.chart + "\n" + where(comparison, language));
            replace(readme, "cat", cat.stripTrailing());
        }
        for (int first = 0; first < rows.size(); ) {
            int end = first + 1; // one row for each idea of the stage
            while (end < rows.size() && stage(rows.get(end)).equals(stage(rows.get(first)))) {
                end++;
            }
            StringBuilder own = new StringBuilder(ENGLISH.head + COLUMNS);
            rows.subList(Math.max(0, first - 1), end).forEach(row -> own.append(row(row, code(row), ENGLISH)));
            Optional<Path> folder = folder(rows.get(first));
            if (folder.isPresent()) { // a peer has none
                replace(folder.get().resolve("README.md"), "measured", own + "\n" + where(comparison, ENGLISH));
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

    private static String row(JsonNode row, String name, Language language) {
        String title = row.get("title").asText();
        return String.format(
                Locale.ROOT,
                "| %s%s%s | %s | %s | %s | %s | %s | %s |\n",
                name,
                language.colon,
                language.titles.getOrDefault(title, title),
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

    private static String where(JsonNode comparison, Language language) {
        JsonNode e = comparison.get("environment");
        int threads = comparison.get("threads").asInt();
        return String.format(
                Locale.ROOT,
                language.where,
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
