package resnet50.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.compare.ProgramResult.Status;

/** Questions that several parts of a report ask. */
final class ReportResults {
    private static final String STAGE = "stage";

    private ReportResults() {}

    /** Whether its figures may be shown beside the others'. */
    static boolean isRight(ProgramResult rung) {
        return rung.status() == Status.RIGHT && LogScale.fits(rung.latency().medianMs());
    }

    /** A program of ours, and no peer. */
    static boolean isStage(ProgramResult rung) {
        return rung.name().startsWith(STAGE);
    }

    /** {@code stage4} for {@code stage4-noalloc}, {@code onnxruntime} for that with its version. */
    static String shortName(ProgramResult rung) {
        return rung.name().split(isStage(rung) ? "-" : " ", 2)[0];
    }

    /** Whether no later row has the same stage: of a stage's variants, the last one is the complete stage. */
    static boolean isComplete(Comparison comparison, ProgramResult rung) {
        List<ProgramResult> same = comparison.rungs().stream().filter(r -> shortName(r).equals(shortName(rung))).toList();
        return same.getLast().equals(rung);
    }

    /** The stages whose figures count, up the ladder. */
    static List<ProgramResult> rightStages(Comparison comparison) {
        return comparison.rungs().stream().filter(r -> isStage(r) && isRight(r)).toList();
    }

    /** The right stage below this one, if any. */
    static Optional<ProgramResult> before(Comparison comparison, ProgramResult rung) {
        List<ProgramResult> right = new ArrayList<>(rightStages(comparison));
        int index = right.indexOf(rung);
        return index > 0 ? Optional.of(right.get(index - 1)) : Optional.empty();
    }

    /** In what this rung is drawn: a stage looks the same in every report. */
    static ChartColor ink(ProgramResult rung) {
        boolean numbered = rung.name().matches(STAGE + "[1-6].*");
        return numbered ? ChartColor.series(rung.name().charAt(STAGE.length()) - '0') : ChartColor.SERIES_7;
    }

    /** Why a rung has no figures, in one line. */
    static String problem(ProgramResult rung) {
        return rung.status() == Status.RIGHT ? "was not measured" : rung.status() + ": " + rung.problem();
    }
}
