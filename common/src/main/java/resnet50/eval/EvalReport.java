package resnet50.eval;

import java.util.Locale;
import java.util.Objects;
import resnet50.core.Printable;
import resnet50.environment.Environment;
import resnet50.eval.EvalResult.BadPicture;
import resnet50.eval.EvalResult.ClassScore;
import resnet50.eval.EvalResult.Confusion;
import resnet50.text.Json;
import resnet50.text.TextTable;

/** Prints the accuracy of a network as text or JSON. */
public record EvalReport(EvalResult result, Environment environment) {
    public EvalReport {
        Objects.requireNonNull(result);
        Objects.requireNonNull(environment);
    }

    /**
     * One JSON object, {@code {"result": {...}, "environment": {...}}}; the fields are named as the records'
     * components.
     */
    public String toJson() {
        return Json.write(this);
    }

    /** A table of at most 80 columns. */
    public String toText() {
        TextTable table = new TextTable();
        table.heading("Evaluated")
                .row("network", result.network())
                .row("pictures", counted(result.pictures(), "picture") + " of " + counted(result.classes(), "class", "classes")
                        + " in " + Printable.text(result.source()))
                .row("top-1", share(result.top1(), result.top1Percent()))
                .row("top-5", share(result.top5(), result.top5Percent()))
                .row("throughput", throughput());
        if (!result.worstClasses().isEmpty()) {
            table.heading("Most often missed");
            for (ClassScore worst : result.worstClasses()) {
                table.row(worst.missed() + " of " + worst.pictures(), name(worst.wnid(), worst.label()));
            }
            table.heading("Most often confused");
            for (Confusion confusion : result.confusions()) {
                table.row(
                        confusion.times() + " of " + confusion.pictures(),
                        Printable.text(confusion.label() + ", taken for " + confusion.takenLabel()));
            }
        }
        if (!result.unreadable().isEmpty()) {
            table.heading(counted(result.unreadable().size(), "picture") + " not counted");
            for (BadPicture picture : result.unreadable()) {
                table.row("unreadable", Printable.text(picture.error()));
            }
        }
        return table.toString();
    }

    private String share(int right, double percent) {
        return String.format(Locale.ROOT, "%6.2f %%  %d of %d", percent, right, result.pictures());
    }

    private String throughput() {
        int here = result.pictures() - result.resumed();
        String measured = here == 0
                ? "nothing left to do"
                : String.format(
                        Locale.ROOT,
                        "%6.2f pictures/s, %s in %.1f s",
                        result.picturesPerSecond(),
                        counted(here, "picture"),
                        result.seconds());
        return result.resumed() == 0 ? measured : measured + "; " + result.resumed() + " done earlier";
    }

    private static String name(String wnid, String label) {
        return Printable.text(wnid.isEmpty() ? label : label + " (" + wnid + ")");
    }

    private static String counted(int count, String noun) {
        return counted(count, noun, noun + "s");
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
