package resnet50.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.compare.ProgramResult.Status;
import resnet50.page.ChartColor;

/** Common queries on results. */
final class ReportResults {
    private static final String STAGE = "stage";

    private ReportResults() {}

    /** Whether the figures are valid. */
    static boolean isRight(ProgramResult rung) {
        return rung.status() == Status.RIGHT && LogScale.fits(rung.latency().medianMs());
    }

    /** A stage, not a peer. */
    static boolean isStage(ProgramResult rung) {
        return rung.name().startsWith(STAGE);
    }

    /** {@code stage4} for {@code stage4-noalloc}, {@code onnxruntime} for a name with a version. */
    static String shortName(ProgramResult rung) {
        return rung.name().split(isStage(rung) ? "-" : " ", 2)[0];
    }

    /** Whether no later row has the same stage: of a stage's variants, the last one is the complete stage. */
    static boolean isComplete(Comparison comparison, ProgramResult rung) {
        List<ProgramResult> same = comparison.rungs().stream().filter(r -> shortName(r).equals(shortName(rung))).toList();
        return same.getLast().equals(rung);
    }

    /** The stages with valid figures, in order. */
    static List<ProgramResult> rightStages(Comparison comparison) {
        return comparison.rungs().stream().filter(r -> isStage(r) && isRight(r)).toList();
    }

    /** The previous stage with valid figures, if any. */
    static Optional<ProgramResult> before(Comparison comparison, ProgramResult rung) {
        List<ProgramResult> right = new ArrayList<>(rightStages(comparison));
        int index = right.indexOf(rung);
        return index > 0 ? Optional.of(right.get(index - 1)) : Optional.empty();
    }

    /** The color of a program; a stage has the same color in every report. */
    static ChartColor ink(ProgramResult rung) {
        boolean numbered = rung.name().matches(STAGE + "[1-6].*");
        return numbered ? ChartColor.series(rung.name().charAt(STAGE.length()) - '0') : ChartColor.SERIES_7;
    }

    /** The reason why a program has no figures, in one line. */
    static String problem(ProgramResult rung) {
        return rung.status() == Status.RIGHT ? "was not measured" : rung.status() + ": " + rung.problem();
    }
}
