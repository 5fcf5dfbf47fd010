package resnet50.report;

import java.util.List;
import resnet50.environment.Environment;
import resnet50.measure.ReportParts;
import resnet50.page.Html;

/** Parts of pages that show measurements. */
final class ReportHtml {
    private ReportHtml() {}

    /** The machine and the JVM as a table. */
    static String environment(Environment environment) {
        StringBuilder rows = new StringBuilder();
        ReportParts.environment(environment)
                .forEach((label, value) -> rows.append(Html.row("", List.of(Html.escape(label), Html.escape(value)))));
        return "<table class=\"plain\"><tbody>\n" + rows + "</tbody></table>\n";
    }

    /** A chart in two versions, for wide screens and for phones; CSS shows one of them. */
    static String chart(Chart chart) {
        return "<figure class=\"wide\">\n" + chart.svg(Chart.WIDE).inline() + "</figure>\n<figure class=\"narrow\">\n"
                + chart.svg(Chart.NARROW).inline() + "</figure>\n";
    }
}
