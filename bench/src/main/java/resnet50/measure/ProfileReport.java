package resnet50.measure;

import static resnet50.measure.ReportParts.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import resnet50.environment.Environment;
import resnet50.text.Json;
import resnet50.text.TextTable;

/** The result of {@code profile} and its environment, as text and as JSON. */
public record ProfileReport(ProfileResult result, Environment environment) {
    private static final int NAME_WIDTH = 28;
    private static final int ALGORITHM_WIDTH = 16;
    private static final int TILE_WIDTH = 7;

    /** Layers without weights and with a smaller share of the time are summed up in one line. */
    private static final double LITTLE_SHARE = 0.0005;

    /**
     * One JSON object, {@code {"result": {...}, "environment": {...}}}; the fields have the names of the components of
     * {@link ProfileResult}, {@link LayerTime} and {@link Environment}.
     */
    public String toJson() {
        return Json.write(this);
    }

    /**
     * A table: milliseconds are medians, shares are of their sum, a multiply-accumulate counts as two operations. GFLOP/s are by
     * the definition of convolution; the share of the peak counts only the multiplications that the algorithm needs, and the last
     * column says how many times fewer these are. The figures take at most
     * 100 columns; the names of a layer's kernels follow them, uncut.
     *
     * @param slowestFirst whether layers are sorted by time; otherwise they are in the order of computation
     */
    public String toText(boolean slowestFirst) {
        TextTable head = new TextTable();
        ReportParts.addSubject(head, result.subject());
        head.row("FMA peak of " + ReportParts.count(result.threads(), "thread"), number(result.peakBeforeGflops()) + " GFLOP/s before, "
                + number(result.peakAfterGflops()) + " after");
        TextTable tail = new TextTable();
        if (!result.notes().isEmpty()) {
            ReportParts.addList(tail.heading("Notes"), "note", result.notes());
        }
        ReportParts.addEnvironment(tail, environment);
        return head + "\n" + layerTable(slowestFirst) + "\n" + tail;
    }

    private String layerTable(boolean slowestFirst) {
        List<LayerTime> shown = new ArrayList<>();
        List<LayerTime> little = new ArrayList<>();
        for (LayerTime layer : result.layers()) {
            (layer.share() < LITTLE_SHARE && layer.macs() == 0 ? little : shown).add(layer);
        }
        if (slowestFirst) {
            shown.sort(Comparator.comparingDouble(LayerTime::medianMs).reversed());
        }
        int algorithm = width(shown, LayerText::algorithm, ALGORITHM_WIDTH);
        int tile = width(shown, LayerText::tile, TILE_WIDTH);
        StringBuilder text = new StringBuilder();
        LayerText none = new LayerText("", "", "", "");
        String heading = "Layers, median of " + ReportParts.runs(result.runs());
        line(text, columns(heading, "ms", "%", "GFLOP/s", "% peak", "fewer"), none, algorithm, tile);
        for (LayerTime layer : shown) {
            line(text, row("  " + shortName(layer.plan().layer()), layer), layer.plan(), algorithm, tile);
        }
        if (!little.isEmpty()) {
            double ms = little.stream().mapToDouble(LayerTime::medianMs).sum();
            double share = little.stream().mapToDouble(LayerTime::share).sum();
            line(text, row("  " + little.size() + " others", new LayerTime(none, ms, share, 0, 0, 0, 0)), none, algorithm, tile);
        }
        line(text, row("All", result.total()), none, algorithm, tile);
        return text.toString();
    }

    private static void line(StringBuilder text, String numbers, LayerText plan, int algorithm, int tile) {
        String line = numbers + "  " + padded(plan.algorithm(), algorithm) + padded(plan.tile(), tile) + plan.note();
        text.append(line.stripTrailing()).append('\n');
    }

    private static String row(String name, LayerTime layer) {
        String gflops = layer.macs() == 0 ? "" : number(layer.gflops());
        String ofPeak = layer.macs() == 0 ? "" : percent(layer.ofPeak());
        String reduction = layer.reduction() == 1 ? "" : number(layer.reduction());
        return columns(name, number(layer.medianMs()), percent(layer.share()), gflops, ofPeak, reduction);
    }

    private static String columns(String name, String ms, String share, String gflops, String ofPeak, String reduction) {
        return String.format(
                Locale.ROOT,
                "%-" + NAME_WIDTH + "s %7s %5s %7s %7s %5s",
                cut(name, NAME_WIDTH), ms, share, gflops, ofPeak, reduction);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** Names a fused layer without repeating its parts' common prefix: {@code layer1.0.conv1+bn1}, {@code layer1.0.downsample.0+1}. */
    public static String shortName(String name) {
        String[] parts = name.split("\\+");
        for (int i = 1; i < parts.length; i++) {
            int common = parts[0].lastIndexOf('.') + 1;
            while (!parts[i].startsWith(parts[0].substring(0, common))) {
                common = parts[0].lastIndexOf('.', common - 2) + 1;
            }
            parts[i] = parts[i].substring(common);
        }
        return String.join("+", parts);
    }

    /** Width of a column with its gap; 0 if all its cells are empty. */
    private static int width(List<LayerTime> layers, Function<LayerText, String> column, int most) {
        int longest = layers.stream().mapToInt(l -> column.apply(l.plan()).length()).max().orElse(0);
        return longest == 0 ? 0 : Math.min(longest, most) + 2;
    }

    private static String padded(String text, int width) {
        return width == 0 ? "" : String.format(Locale.ROOT, "%-" + width + "s", cut(text, width - 2));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 2) + "..";
    }
}
