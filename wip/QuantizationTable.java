import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantizes networks, evaluates them as floats and as integers, here and in ONNX Runtime, and writes the table and the drawing
 * of docs/QUANTIZATION.md. Runs from source on JDK 25, in the repository's root, after {@code ./mvnw -q -Ppeers -DskipTests package}:
 *
 * <pre>java scripts/QuantizationTable.java FOLDER NAME=WEIGHTS...</pre>
 *
 * FOLDER holds pictures in folders named by WordNet ids. WEIGHTS is a file or {@code synthetic}.
 */
final class QuantizationTable {
    private static final Path PAGE = Path.of("docs/QUANTIZATION.md");
    private static final String DRAWN_LAYER = "layer4.1";
    private static final String HEAD = "| network | numbers | top-1 | top-5 | ms, 1 thread | ms, %d threads | pictures/s | MB |\n"
            + "|---|---|---:|---:|---:|---:|---:|---:|\n";

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Path work;
    private final String folder;
    private final StringBuilder table = new StringBuilder(HEAD.formatted(threads));
    private final StringBuilder same = new StringBuilder();
    private boolean drawn;

    private QuantizationTable(Path work, String folder) {
        this.work = work;
        this.folder = folder;
    }

    /** @param args the folder, then NAME=WEIGHTS for each network */
    public static void main(String[] args) throws IOException, InterruptedException {
        QuantizationTable page = new QuantizationTable(Files.createTempDirectory("quantization"), args[0]);
        for (String network : List.of(args).subList(1, args.length)) {
            page.add(network.substring(0, network.indexOf('=')), network.substring(network.indexOf('=') + 1));
        }
        page.write();
    }

    private void add(String name, String weights) throws IOException, InterruptedException {
        List<String> source = List.of("--weights", weights, "--arch", name);
        boolean synthetic = weights.equals("synthetic");
        Path int8 = work.resolve(name + ".safetensors");
        List<String> quantize = new ArrayList<>(List.of("weights", "quantize", "--calibrate", folder, "--out", int8.toString()));
        if (!drawn && !synthetic) {
            quantize.addAll(List.of("--histogram", DRAWN_LAYER + "=docs/quantization.svg", "--force"));
            drawn = true;
        }
        quantize.addAll(source);
        System.err.print(stage(quantize));
        String label = name + (synthetic ? ", seeded weights" : "");
        float[] none = {};
        row(label, "float", accuracy(stage(with(eval("float"), source))), synthetic, none, Double.NaN);
        row("", "8 bits, emulated", accuracy(stage(with(eval("emulated"), List.of("--emulate-int8", "--weights", int8.toString())))),
                synthetic, none, Files.size(int8) / 1e6);
        Path floats = export(name + "-float", source);
        peer("ONNX Runtime, float", floats, synthetic);
        Path integers = export(name + "-int8", List.of("--weights", int8.toString(), "--int8"));
        peer("ONNX Runtime, 8 bits", integers, synthetic);
        same.append(same.isEmpty() ? "" : ", ").append(name).append(' ')
                .append(same(work.resolve("emulated.csv"), work.resolve("peer.csv")));
    }

    private static List<String> with(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<String> eval(String name) throws IOException {
        Files.deleteIfExists(work.resolve(name + ".csv"));
        return List.of("eval", "--json", "--csv", work.resolve(name + ".csv").toString(), folder);
    }

    private Path export(String name, List<String> source) throws IOException, InterruptedException {
        Path model = work.resolve(name + ".onnx");
        stage(with(List.of("weights", "export", "--onnx", model.toString()), source));
        return model;
    }

    private void peer(String label, Path model, boolean synthetic) throws IOException, InterruptedException {
        double[] accuracy = accuracy(java("peers.jar", with(eval("peer"), List.of("--model", model.toString()))));
        float[] times = {median(model, 1), median(model, threads)};
        row("", label, accuracy, synthetic, times, Files.size(model) / 1e6);
    }

    private float median(Path model, int count) throws IOException, InterruptedException {
        String out = java("peers.jar", List.of("--model", model.toString(), "--runs", "40", "--threads", Integer.toString(count)));
        return (float) number(out, "median +([0-9.]+) ms");
    }

    private void row(String network, String numbers, double[] accuracy, boolean synthetic, float[] times, double megabytes) {
        table.append("| ").append(network).append(" | ").append(numbers);
        for (double share : accuracy) {
            table.append(synthetic ? " | " : String.format(Locale.ROOT, " | %.0f", share));
        }
        table.append(times.length == 0 ? " | | |" : String.format(Locale.ROOT, " | %.1f | %.1f | %.1f", times[0], times[1], 1000 / times[1]));
        table.append(Double.isNaN(megabytes) ? " | |\n" : String.format(Locale.ROOT, " | %.1f |\n", megabytes));
    }

    private static double[] accuracy(String json) {
        return new double[] {number(json, "\"top1Percent\" *: *([0-9.]+)"), number(json, "\"top5Percent\" *: *([0-9.]+)")};
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Compares the first label of each picture. */
    private static String same(Path first, Path second) throws IOException {
        Map<String, String> labels = new HashMap<>();
        Files.readAllLines(first).forEach(row -> labels.put(row.split(",")[0], row.split(",")[2]));
        List<String> rows = Files.readAllLines(second);
        long same = rows.stream().skip(1).filter(row -> row.split(",")[2].equals(labels.get(row.split(",")[0]))).count();
        return same + " of " + (rows.size() - 1);
    }

    private String stage(List<String> arguments) throws IOException, InterruptedException {
        return java("stage6.jar", arguments);
    }

    private static String java(String jar, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = with(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar), arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + out);
        }
        return out;
    }

    private void write() throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- quantized -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- /quantized -->");
        String where = "\nTop-1 and top-5 in percent, of 100 pictures from which the ranges were taken too. Emulation and ONNX Runtime"
                + " give the same first\nlabel in 8 bits to: " + same + ". " + cpu() + ".\n";
        Files.writeString(PAGE, page.substring(0, from) + table + where + page.substring(to));
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        String text = Files.readString(info);
        Matcher matcher = Pattern.compile("model name\\s*: (.*)").matcher(text);
        String vnni = text.contains("vnni") ? " with VNNI" : " without VNNI";
        return (matcher.find() ? matcher.group(1) : System.getProperty("os.arch")) + vnni;
    }
}
