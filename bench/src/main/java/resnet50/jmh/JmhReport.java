package resnet50.jmh;

import java.util.Locale;
import resnet50.environment.Environment;
import resnet50.jmh.JmhResult.Score;
import resnet50.measure.ReportParts;
import resnet50.text.Json;
import resnet50.text.TextTable;

/** JMH's results and the environment, as text and as JSON. */
public record JmhReport(JmhResult result, Environment environment) {
    /**
     * Returns one JSON object, {@code {"result": {...}, "environment": {...}}}. Its fields have the names of the
     * records' components.
     */
    public String toJson() {
        return Json.write(this);
    }

    /** Returns a table of at most 80 columns. */
    public String toText() {
        TextTable head = new TextTable();
        ReportParts.addSubject(head, result.subject());
        StringBuilder scores = new StringBuilder();
        scores.append("JMH, mean and fastest of ").append(result.iterations()).append(" iterations\n");
        line(scores, "", "", "x", "ms", "fastest", "GFLOP/s");
        for (Score score : result.scores()) {
            line(
                    scores,
                    score.name(),
                    score.shape(),
                    score.layers() > 1 ? Integer.toString(score.layers()) : "",
                    ReportParts.number(score.meanMs()),
                    ReportParts.number(score.minMs()),
                    ReportParts.number(score.gflops()));
        }
        TextTable tail = new TextTable();
        ReportParts.addEnvironment(tail, environment);
        return head + "\n" + scores + "\n" + tail;
    }

    private static void line(
            StringBuilder text, String name, String shape, String layers, String mean, String fastest, String gflops) {
        String line = String.format(Locale.ROOT, "  %-22s%-26s%4s%9s%9s%8s", name, shape, layers, mean, fastest, gflops);
        text.append(line.stripTrailing()).append('\n');
    }
}
