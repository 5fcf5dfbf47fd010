import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantizes networks, evaluates them as floats and as integers, here and in ONNX Runtime, and writes the tables and the
 * drawing of docs/QUANTIZATION.md. Runs from source on JDK 25, in the repository's root, after {@code ./mvnw -q -Ppeers
 * -DskipTests package}:
 *
 * <pre>java scripts/QuantizationTable.java WORK PICTURES NAME=WEIGHTS...</pre>
 *
 * WORK is a folder for the output of each step, as NAME.txt. A step whose output is there is not repeated, so that the
 * steps {@code time-*} can be deleted and measured again on a quiet machine. PICTURES are in folders named by WordNet
 * ids. WEIGHTS is a file or {@code synthetic}. The drawing is of the first network.
 */
final class QuantizationTable {
    private static final Path PAGE = Path.of("docs/QUANTIZATION.md");
    private static final Path DRAWING = Path.of("docs/quantization.svg");
    private static final String DRAWN_LAYER = "layer4.1";
    private static final String DEFAULT_METHOD = "mse";
    private static final String DEFAULT_TARGET = "any";
    private static final List<String> TARGETS = List.of(DEFAULT_TARGET, "vnni");
    private static final List<String> METHODS = List.of("minmax", "percentile", "entropy", DEFAULT_METHOD);
    private static final String SYNTHETIC = "synthetic";
    private static final String RUNS = "40";

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Path work;
    private final String pictures;
    private final StringBuilder table = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final List<String> same = new ArrayList<>();

    private QuantizationTable(Path work, String pictures) {
        this.work = work;
        this.pictures = pictures;
    }

    /** @param args WORK, PICTURES, then NAME=WEIGHTS for each network */
    public static void main(String[] args) throws IOException, InterruptedException {
        QuantizationTable page = new QuantizationTable(Files.createDirectories(Path.of(args[0])), args[1]);
        List<String[]> networks = List.of(args).subList(2, args.length).stream().map(arg -> arg.split("=", 2)).toList();
        for (String[] network : networks) {
            page.add(network[0], network[1]);
        }
        Files.copy(page.drawing(networks.getFirst()[0]), DRAWING, StandardCopyOption.REPLACE_EXISTING);
        page.writeTable();
        for (String[] network : networks) {
            page.addMethods(network[0], network[1]);
        }
        page.writeMethods();
    }

    private Path drawing(String name) {
        return work.resolve(name + ".svg");
    }

    private void add(String name, String weights) throws IOException, InterruptedException {
        boolean synthetic = weights.equals(SYNTHETIC);
        List<String> source = List.of("--weights", weights, "--arch", name);
        String emulated = quantized(name, DEFAULT_METHOD, DEFAULT_TARGET, source);
        String floats = step("float-" + name, "stage6.jar", eval("float-" + name), source);
        Path floatModel = export("float", name, source);
        Path int8Model = export("int8", name, List.of("--weights", int8(name, DEFAULT_METHOD).toString(), "--int8"));
        row(name + (synthetic ? ", seeded weights" : ""), "float", accuracy(floats, synthetic), "", "");
        row("", "8 bits, emulated", accuracy(emulated, synthetic), "", megabytes(int8(name, DEFAULT_METHOD)));
        peer("ONNX Runtime, float", "float", name, floatModel, synthetic);
        peer("ONNX Runtime, 8 bits", "int8", name, int8Model, synthetic);
        String emulatedStep = "emulated-" + name + "-" + DEFAULT_METHOD;
        same.add(name + " " + same(csv(emulatedStep), csv("ort-int8-" + name)));
    }

    private void addMethods(String name, String weights) throws IOException, InterruptedException {
        if (weights.equals(SYNTHETIC)) {
            return;
        }
        for (String target : TARGETS) {
            methods.append("| ").append(name).append(", `--target ").append(target).append('`');
            for (String method : METHODS) {
                String accuracy = quantized(name, method, target, List.of("--weights", weights, "--arch", name));
                methods.append(" | ").append(percent(accuracy, "top1Percent"));
            }
            methods.append(" |\n");
        }
    }

    /** Quantizes, then evaluates in emulated integers; returns the output of the evaluation. */
    private String quantized(String name, String method, String target, List<String> source)
            throws IOException, InterruptedException {
        String ranges = target.equals(DEFAULT_TARGET) ? method : method + "-" + target;
        Path file = int8(name, ranges);
        List<String> options = new ArrayList<>(List.of(
                "weights", "quantize", "--calibrate", pictures, "--method", method, "--target", target, "--force",
                "--out", file.toString()));
        if (ranges.equals(DEFAULT_METHOD)) {
            options.addAll(List.of("--histogram", DRAWN_LAYER + "=" + drawing(name)));
        }
        step("quantize-" + name + "-" + ranges, "stage6.jar", options, source);
        String evaluation = "emulated-" + name + "-" + ranges;
        return step(evaluation, "stage6.jar", eval(evaluation),
                List.of("--emulate-int8", "--weights", file.toString()));
    }

    private Path int8(String name, String ranges) {
        return work.resolve(name + "-" + ranges + ".safetensors");
    }

    private Path csv(String step) {
        return work.resolve(step + ".csv");
    }

    private List<String> eval(String step) {
        return List.of("eval", "--json", "--csv", csv(step).toString(), pictures);
    }

    private Path export(String kind, String name, List<String> source) throws IOException, InterruptedException {
        Path model = work.resolve(kind + "-" + name + ".onnx");
        step("export-" + kind + "-" + name, "stage6.jar",
                List.of("weights", "export", "--force", "--onnx", model.toString()), source);
        return model;
    }

    private void peer(String label, String kind, String name, Path model, boolean synthetic)
            throws IOException, InterruptedException {
        List<String> options = List.of("--model", model.toString());
        String evaluation = "ort-" + kind + "-" + name;
        String accuracy = accuracy(step(evaluation, "peers.jar", eval(evaluation), options), synthetic);
        double one = median(kind, name, options, 1);
        double all = median(kind, name, options, threads);
        String times = String.format(Locale.ROOT, "%.1f | %.1f | %.1f", one, all, 1000 / all);
        row("", label, accuracy, times, megabytes(model));
    }

    private double median(String kind, String name, List<String> options, int count)
            throws IOException, InterruptedException {
        String out = step("time-" + kind + "-" + name + "-" + count, "peers.jar",
                List.of("--runs", RUNS, "--threads", Integer.toString(count)), options);
        return Double.parseDouble(found(out, "median +([0-9.]+) ms"));
    }

    private void row(String network, String numbers, String accuracy, String times, String size) {
        table.append("| ").append(network).append(" | ").append(numbers).append(" | ").append(accuracy).append(" | ")
                .append(times.isEmpty() ? " | | " : times).append(" | ").append(size).append(" |\n");
    }

    private static String accuracy(String json, boolean synthetic) {
        return synthetic ? " | " : percent(json, "top1Percent") + " | " + percent(json, "top5Percent");
    }

    private static String percent(String json, String field) {
        return String.format(Locale.ROOT, "%.0f", Double.parseDouble(found(json, "\"" + field + "\" *: *([0-9.]+)")));
    }

    private static String megabytes(Path file) throws IOException {
        return String.format(Locale.ROOT, "%.1f", Files.size(file) / 1e6);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Counts the pictures with the same first label in two files of {@code eval --csv}. */
    private static String same(Path first, Path second) throws IOException {
        Map<String, String> labels = new HashMap<>();
        Files.readAllLines(first).forEach(row -> labels.put(row.split(",")[0], row.split(",")[2]));
        List<String> rows = Files.readAllLines(second);
        long same = rows.stream().skip(1).map(row -> row.split(","))
                .filter(row -> row[2].equals(labels.get(row[0])))
                .count();
        return same + " of " + (rows.size() - 1);
    }

    /** Runs a jar, or reads what it printed in an earlier run. */
    private String step(String name, String jar, List<String> arguments, List<String> more)
            throws IOException, InterruptedException {
        Path output = work.resolve(name + ".txt");
        if (Files.exists(output)) {
            return Files.readString(output);
        }
        System.err.println(name);
        Files.deleteIfExists(csv(name));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar));
        command.addAll(arguments);
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + out);
        }
        Files.writeString(output, out);
        return out;
    }

    private void writeTable() throws IOException {
        String head = "| network | numbers | top-1 | top-5 | ms, 1 thread | ms, " + threads
                + " threads | images/s | MB |\n|---|---|---:|---:|---:|---:|---:|---:|\n";
        String where = "\nTop-1 and top-5 in percent, of the pictures that the ranges were taken from. Emulation and"
                + " ONNX Runtime give the\nsame first label in 8 bits to: " + String.join(", ", same)
                + ".\nTimes are medians of " + RUNS + " runs. " + cpu() + ".\n";
        writeBetween("quantized", head + table + where);
    }

    private void writeMethods() throws IOException {
        String head = "| network | `" + String.join("` | `", METHODS) + "` |\n|---|"
                + "---:|".repeat(METHODS.size()) + "\n";
        writeBetween("methods", head + methods);
    }

    private static void writeBetween(String name, String text) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- /" + name + " -->");
        Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        String text = Files.readString(info);
        return found(text, "model name\\s*: (.*)") + (text.contains("vnni") ? " with VNNI" : " without VNNI");
    }
}
