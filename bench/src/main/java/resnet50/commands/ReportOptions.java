package resnet50.commands;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import resnet50.compare.Comparison;
import resnet50.core.UserException;
import resnet50.page.ReportFile;
import resnet50.report.HtmlReport;
import resnet50.report.LadderChart;

/** Options for the files that a comparison is written to. */
final class ReportOptions {
    @Option(names = "--html", order = 5, paramLabel = "FILE", description = "Also write an HTML page with charts.")
    private Path html;

    @Option(names = "--svg", order = 6, paramLabel = "FILE", description = "Also write the chart of the stages as SVG.")
    private Path svg;

    @Option(names = "--png", order = 7, paramLabel = "FILE", description = "Also write the chart of the stages as PNG.")
    private Path png;

    /**
     * Checks the files before anything is measured.
     *
     * @throws UserException if one of the files cannot be written
     */
    void check() {
        for (Path file : new Path[] {html, svg, png}) {
            if (file != null) {
                ReportFile.check(file);
            }
        }
    }

    /** @throws UserException if a file cannot be written; the previous ones have been written */
    void write(Comparison comparison) {
        if (html != null) {
            HtmlReport.write(comparison, html);
        }
        if (svg != null) {
            LadderChart.writeSvg(comparison, svg);
        }
        if (png != null) {
            LadderChart.writePng(comparison, png);
        }
    }
}
