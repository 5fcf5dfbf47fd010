import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Writes what {@code update-readme.sh} measured into the READMEs, between {@code <!-- NAME -->} and {@code <!-- /NAME -->}. Runs
 * from source on Java 17 or newer, with Jackson on the class path.
 */
final class UpdateReadme {
    /** One stage's rounds. */
    private record Stage(String folder, String title, List<JsonNode> rounds) {
        /** Over the rounds. */
        double median(ToDoubleFunction<JsonNode> figure) {
            double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        double latency() {
            return median(r -> r.at("/result/latency/medianMs").asDouble());
        }

        /** Round by round, so that a slow spell of the machine hits both sides. */
        double speedUpOver(Stage other) {
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = other.rounds.get(i).at("/result/latency/medianMs").asDouble()
                        / rounds.get(i).at("/result/latency/medianMs").asDouble();
            }
            Arrays.sort(ratios);
            return ratios[ratios.length / 2];
        }
    }

    public static void main(String[] args) throws IOException {
        Path results = Path.of(args[0]);
        List<Stage> stages = read(results);
        String where = where(stages.get(0).rounds().get(0), stages.get(0).rounds().size());
        StringBuilder table = new StringBuilder(
                "| stage | ms a picture | over the one before | over stage 1 | first label, s | allocated, MB | read, MB |\n"
                        + "|---|---:|---:|---:|---:|---:|---:|\n");
        for (int i = 0; i < stages.size(); i++) {
            table.append(row(stages, i));
        }
        replace(Path.of("README.md"), "measured", table + "\n" + where);
        String cat = "    $ ./mvnw -q package -DskipTests && java -jar stage1.jar pics/cat.jpg\n"
                + Files.readString(results.resolve("cat.txt")).indent(4);
        replace(Path.of("README.md"), "cat", cat.stripTrailing());
        for (int i = 0; i < stages.size(); i++) {
            String header = table.substring(0, table.indexOf("\n", table.indexOf("\n") + 1) + 1);
            String own = header + (i > 0 ? row(stages, i - 1) : "") + row(stages, i);
            replace(Path.of(stages.get(i).folder(), "README.md"), "measured", own + "\n" + where);
        }
    }

    private static List<Stage> read(Path results) throws IOException {
        TreeMap<String, List<JsonNode>> byJar = new TreeMap<>();
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String jar = file.getFileName().toString().split("\\.")[0];
                JsonNode json = new JsonMapper().readTree(file.toFile());
                byJar.computeIfAbsent(jar, key -> new java.util.ArrayList<>()).add(json);
            }
        }
        return byJar.values().stream()
                .map(rounds -> new Stage(
                        rounds.get(0).at("/result/subject/stage").asText(),
                        rounds.get(0).at("/result/subject/title").asText(),
                        rounds))
                .toList();
    }

    private static String row(List<Stage> stages, int index) {
        Stage s = stages.get(index);
        return String.format(
                Locale.ROOT,
                "| `%s`: %s | %.0f | %s | %s | %.1f | %s | %s |%n",
                s.folder(),
                s.title(),
                s.latency(),
                index == 0 ? "" : String.format(Locale.ROOT, "%.2f×", s.speedUpOver(stages.get(index - 1))),
                index == 0 ? "" : String.format(Locale.ROOT, "%.1f×", s.speedUpOver(stages.get(0))),
                s.median(r -> r.at("/result/timeToFirstLabelMs").asDouble()) / 1000,
                megabytes(s.median(r -> r.at("/result/allThreadsBytes").asDouble())),
                megabytes(s.median(r -> r.at("/result/weightsBytes").asDouble())));
    }

    private static String megabytes(double bytes) {
        return bytes == 0 ? "0" : String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String where(JsonNode report, int rounds) {
        JsonNode e = report.get("environment");
        return String.format(
                Locale.ROOT,
                "resnet50, one picture at a time, one thread; medians of %d interleaved rounds. \"First label\" is from the JVM's start;%n"
                        + "\"allocated\" is the least of a few groups of runs, since a kernel that is compiled anew may box a vector once.%n"
                        + "%s, %d cores, %s; JVM %s; commit %s; %s.",
                rounds,
                e.get("cpu").asText(),
                e.get("cores").asInt(),
                e.get("os").asText(),
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
