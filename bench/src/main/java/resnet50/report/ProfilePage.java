package resnet50.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import resnet50.core.UserException;
import resnet50.environment.Environment;
import resnet50.measure.LayerText;
import resnet50.measure.LayerTime;
import resnet50.measure.ProfileReport;
import resnet50.measure.ProfileResult;
import resnet50.measure.ReportParts;
import resnet50.measure.RunSetup;
import resnet50.page.Html;
import resnet50.page.ReportFile;

/** A layer profile as an HTML page. */
public final class ProfilePage {
    private ProfilePage() {}

    /**
     * Writes the page as one file without external resources.
     *
     * @throws UserException if it cannot be written
     */
    public static void write(ProfileReport report, Path file) {
        ReportFile.write(file, page(report.result(), report.environment()));
    }

    private static String page(ProfileResult result, Environment environment) {
        RunSetup subject = result.subject();
        String title = "Where the time goes in " + subject.stage();
        String lead = Figures.number(result.totalMs(), "ms") + " per image, " + Figures.number(result.totalGflops(), "GFLOP/s") + ": "
                + Figures.percent(result.totalOfPeak()) + " of the FMA peak of " + ReportParts.count(result.threads(), "thread")
                + ", which is " + Figures.number(result.peakGflops(), "GFLOP/s") + ".";
        String measured = subject.title() + "; " + subject.architecture() + ", " + ReportParts.count(subject.inputSize(), "row")
                + " and columns, " + ReportParts.count(subject.threads(), "thread") + " allowed, vectors: " + subject.vectorWidth()
                + "; weights: " + subject.weights() + ". Medians of " + ReportParts.count(result.runs(), "run") + ".";
        String body = "<h1>" + Html.escape(title) + "</h1>\n<p class=\"lead\">" + Html.escape(lead) + "</p>\n" + Html.remark(measured)
                + Html.section("Milliseconds of each layer", ReportHtml.chart(new LayerBarsChart(result)))
                + Html.section("All layers", table(result) + Html.remark(
                        "GFLOP/s by the definition of convolution; a multiply-accumulate counts as two operations. The share of the peak"
                                + " counts the multiplications that the algorithm needs, which are fewer for Winograd's."))
                + Html.section("Notes", Html.list(notes(result, environment)))
                + Html.section("Where this was measured", ReportHtml.environment(environment));
        return Html.page(title, body);
    }

    private static String table(ProfileResult result) {
        StringBuilder rows = new StringBuilder();
        for (LayerTime layer : result.layers()) {
            rows.append(row(ProfileReport.shortName(layer.plan().layer()), layer));
        }
        rows.append(row("all", result.total()));
        List<String> head = List.of("layer", "ms", "share", "GFLOP/s", "of the peak", "fewer", "algorithm", "tile", "note");
        return "<div class=\"layers\">\n" + Html.table(head, rows.toString()) + "</div>\n";
    }

    private static String row(String name, LayerTime layer) {
        boolean counts = layer.macs() > 0;
        LayerText plan = layer.plan();
        return Html.row("", List.of(
                Html.escape(name),
                Figures.number(layer.medianMs()),
                Figures.percent(layer.share()),
                counts ? Figures.number(layer.gflops()) : "",
                counts ? Figures.percent(layer.ofPeak()) : "",
                layer.reduction() == 1 ? "" : Figures.times(layer.reduction()),
                Html.escape(plan.algorithm()),
                Html.escape(plan.tile()),
                Html.escape(plan.note())));
    }

    private static List<String> notes(ProfileResult result, Environment environment) {
        List<String> notes = new ArrayList<>(result.notes());
        notes.addAll(environment.warnings());
        notes.add("The FMA peak of " + ReportParts.count(result.threads(), "thread") + " was " + Figures.number(result.peakBeforeGflops(), "GFLOP/s") + " before and "
                + Figures.number(result.peakAfterGflops(), "GFLOP/s") + " after.");
        return notes;
    }
}
