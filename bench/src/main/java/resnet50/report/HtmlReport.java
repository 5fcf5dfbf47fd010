package resnet50.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import resnet50.compare.Comparison;
import resnet50.compare.Probe;
import resnet50.compare.ProgramResult;
import resnet50.compare.ProgramResult.Status;
import resnet50.core.Architecture;
import resnet50.core.UserException;
import resnet50.measure.ReportParts;
import resnet50.page.Html;
import resnet50.page.ReportFile;

/** A comparison as an HTML page. */
public final class HtmlReport {
    private static final String QUESTION = "What did each idea buy, and is it right?";

    private final Comparison comparison;

    private HtmlReport(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes the page as one file without external resources.
     *
     * @throws UserException if it cannot be written
     */
    public static void write(Comparison comparison, Path file) {
        ReportFile.write(file, new HtmlReport(comparison).page());
    }

    private String page() {
        StringBuilder body = new StringBuilder("<h1>" + QUESTION + "</h1>\n");
        Headline.sentences(comparison).forEach(s -> body.append("<p class=\"lead\">").append(Html.escape(s)).append("</p>\n"));
        body.append(Html.remark(subject()));
        body.append(glance());
        body.append(Html.section("The stages", ReportHtml.chart(new LadderChart(comparison))));
        FirstRunsChart firstRuns = new FirstRunsChart(comparison);
        if (!firstRuns.isEmpty()) {
            body.append(Html.section("The first runs of a fresh process", ReportHtml.chart(firstRuns) + Html.remark(
                    "The JVM starts in its interpreter and compiles hot methods. Generated kernels are compiled before the first run, the"
                            + " largest ones before the second.")));
        }
        LayersChart layers = new LayersChart(comparison);
        if (!layers.isEmpty()) {
            body.append(Html.section("Layer by layer", ReportHtml.chart(layers) + Html.remark(
                    "Medians. Each dot is a layer with the operations fused into it: batch norm, ReLU, residual sum.")));
        }
        RooflineChart roofline = new RooflineChart(comparison);
        if (!roofline.isEmpty()) {
            body.append(Html.section("Roofline", ReportHtml.chart(roofline) + Html.remark(
                    "Operations that the layer's algorithm needs, over the bytes of input, weights and output, each moved once."
                            + " Left of the bend, memory bandwidth is the bound, unless the data is in a cache.")));
        }
        Architecture.named(comparison.architecture()).ifPresent(network -> body.append(inside(network)));
        body.append(Html.section("All figures", allFigures()));
        body.append(Html.section("Notes", Html.list(notes(!layers.isEmpty()))));
        body.append(Html.section("Where this was measured", ReportHtml.environment(comparison.environment())));
        return Html.page("ResNet-50 in pure Java: " + QUESTION, body.toString());
    }

    private String inside(Architecture network) {
        return Html.section("What is inside", ReportHtml.chart(new StructureChart(network, comparison.inputSize()))
                + "<p class=\"remark\"><code>java -jar stage6.jar describe --arch " + Html.escape(network.name())
                + "</code> lists all layers. <code>java -jar stage6.jar --explain OUT.png PICTURE</code> draws which regions of a picture"
                + " speak for its label.</p>\n");
    }

    private String subject() {
        return comparison.architecture() + ", " + ReportParts.count(comparison.inputSize(), "row") + " and columns, one image at a"
                + " time, " + ReportParts.count(comparison.threads(), "thread") + " allowed; weights: " + comparison.weights() + ". "
                + comparison.environment().cpu() + ", " + comparison.environment().date().toString().substring(0, 10) + ".";
    }

    private String glance() {
        StringBuilder rows = new StringBuilder();
        for (ProgramResult rung : comparison.rungs()) {
            boolean right = ReportResults.isRight(rung);
            rows.append(Html.row(rowClass(rung), List.of(
                    Html.escape(rung.name()) + "<small>" + Html.escape(rung.title()) + "</small>",
                    mark(rung),
                    right ? Figures.number(rung.latency().medianMs()) : Figures.NONE,
                    right ? Figures.times(rung.overPrevious()) : Figures.NONE,
                    right ? Figures.times(rung.overFirst()) : Figures.NONE)));
        }
        // on a phone, CSS hides the word beside the mark
        return Html.table(List.of("program and its idea", "right?", "ms", "over previous", "over first"), rows.toString());
    }

    private static String rowClass(ProgramResult rung) {
        return rung.status() != Status.RIGHT ? "bad" : ReportResults.isStage(rung) ? "stage" : "peer";
    }

    private static String mark(ProgramResult rung) {
        return switch (rung.status()) {
            case RIGHT -> "<span class=\"good\">✓<span class=\"word\"> right</span></span>";
            case WRONG -> "<span class=\"bad\">✗<span class=\"word\"> wrong</span></span>";
            case FAILED -> "<span class=\"bad\">✗<span class=\"word\"> failed</span></span>";
        };
    }

    /** Two tables, because one with all columns would be wider than the page. */
    private String allFigures() {
        List<String> times = List.of(
                "program", "ms, 25th–75th", "fastest", "90th", "runs", "images/s", "GFLOP/s", "of the peak", "fewer");
        List<String> costs = List.of(
                "program", "threads", "vectors", "first label", "load", "allocated", "read", "memory", "logits off by", "top 5");
        StringBuilder timeRows = new StringBuilder();
        StringBuilder costRows = new StringBuilder();
        for (ProgramResult r : comparison.rungs()) {
            timeRows.append(row(r, List.of(
                    Figures.number(r.latency().p25Ms()) + "–" + Figures.number(r.latency().p75Ms()),
                    Figures.number(r.latency().minMs()),
                    Figures.number(r.latency().p90Ms()),
                    String.valueOf(r.latency().runs()),
                    Figures.number(r.picturesPerSecond()),
                    Figures.number(r.gflops()),
                    Figures.percent(r.ofPeak()),
                    r.reduction() == 1 ? "" : Figures.times(r.reduction())), List.of()));
            costRows.append(row(
                    r,
                    List.of(
                            String.valueOf(r.threads()),
                            r.vectorBits() > 0 ? String.valueOf(r.vectorBits()) : Figures.NONE,
                            Figures.seconds(r.firstLabelMs()),
                            Figures.number(r.loadMs(), "ms"),
                            Figures.megabytes(r.allocatedBytes()),
                            Figures.megabytes(r.weightsBytes()),
                            Figures.megabytes(r.residentBytes())),
                    List.of(
                            Figures.tiny(r.maxLogitDifference()),
                            r.status() == Status.FAILED ? Figures.NONE : r.top5Agrees() ? "agrees" : "differs")));
        }
        return Html.table(times, timeRows.toString())
                + Html.table(costs, costRows.toString())
                + Html.remark(
                        "A speed-up (×) is the median of the ratios of two programs' times in the same round; it can differ from the"
                                + " quotient of the medians. GFLOP/s are by the definition of convolution; the share of the peak counts the"
                                + " multiplications that the algorithms need, which are fewer by the factor in the next column. First label:"
                                + " from the start of the process. Allocated: heap, all threads, per image. Read: from the weights file, per"
                                + " image. Logits are compared with " + comparison.reference() + ".");
    }

    /**
     * A row of a table.
     *
     * @param measured cells that are valid only for a right program
     * @param checked  cells of every program
     */
    private static String row(ProgramResult r, List<String> measured, List<String> checked) {
        List<String> cells = new ArrayList<>(List.of(Html.escape(r.name())));
        measured.forEach(cell -> cells.add(ReportResults.isRight(r) ? cell : Figures.NONE));
        cells.addAll(checked);
        return Html.row(rowClass(r), cells);
    }

    private List<String> notes(boolean layersMeasured) {
        List<String> notes = new ArrayList<>();
        for (ProgramResult rung : comparison.rungs()) {
            if (!ReportResults.isRight(rung)) {
                notes.add(rung.name() + " is not ranked: " + ReportResults.problem(rung));
            }
        }
        notes.addAll(comparison.notes());
        notes.addAll(comparison.environment().warnings());
        if (!layersMeasured) {
            notes.add("No layer was measured: the budget left no time for it, or no program reports its layers.");
        }
        Probe probe = comparison.probe();
        String stolen = probe.stolenShare() < 0 ? "" : ", " + Figures.percent(probe.stolenShare()) + " steal time";
        String others = probe.othersShare() < 0 ? "" : ", " + Figures.percent(probe.othersShare()) + " used by other processes";
        notes.add((probe.steady() ? "The machine was steady; the" : "The") + " FMA peak of one thread at "
                + probe.vectorBits() + " bits was " + Figures.number(probe.beforeGflops(), "GFLOP/s") + " before and "
                + Figures.number(probe.afterGflops(), "GFLOP/s") + " after" + stolen + others + ".");
        probe.bandwidths().forEach((threads, bandwidth) -> notes.add(
                ReportParts.count(threads, "thread") + " read " + Figures.number(bandwidth, "GB/s") + " from memory."));
        return notes;
    }
}
