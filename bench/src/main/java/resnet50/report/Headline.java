package resnet50.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import resnet50.compare.Comparison;
import resnet50.compare.ProgramResult;
import resnet50.compare.ProgramResult.Status;

/** Summary of a comparison in a few sentences. */
final class Headline {
    private Headline() {}

    static List<String> sentences(Comparison comparison) {
        List<ProgramResult> right = ReportResults.rightStages(comparison);
        List<String> sentences = new ArrayList<>();
        if (right.size() > 1) {
            ProgramResult first = right.getFirst();
            ProgramResult last = right.getLast();
            sentences.add(last.name() + " labels an image in " + Figures.number(last.latency().medianMs(), "ms") + factor(last, first)
                    + (right.size() > 2 ? largestStep(right) : ""));
        }
        sentences.add(correctness(comparison));
        if (!comparison.probe().steady()) {
            sentences.add("The machine was NOT STEADY: small differences are not reliable.");
        }
        return sentences;
    }

    private static String factor(ProgramResult last, ProgramResult first) {
        return Double.isFinite(last.overFirst())
                ? ", " + Figures.times(last.overFirst()) + " as fast as " + first.name() + " (median of the ratios by round)."
                : ".";
    }

    private static String largestStep(List<ProgramResult> right) {
        Optional<ProgramResult> largest = right.stream()
                .filter(r -> Double.isFinite(r.overPrevious()))
                .max(Comparator.comparingDouble(ProgramResult::overPrevious));
        return largest.map(r -> " The largest step: " + r.title() + ", " + Figures.times(r.overPrevious()) + ".").orElse("");
    }

    private static String correctness(Comparison comparison) {
        List<ProgramResult> rungs = comparison.rungs();
        List<String> wrong = rungs.stream().filter(r -> r.status() == Status.WRONG).map(ProgramResult::name).toList();
        List<String> failed = rungs.stream().filter(r -> r.status() == Status.FAILED).map(ProgramResult::name).toList();
        if (wrong.isEmpty() && failed.isEmpty()) {
            double worst = rungs.stream().mapToDouble(ProgramResult::maxLogitDifference).filter(Double::isFinite).max().orElse(Double.NaN);
            return "All programs compute the same: no logit differs by more than " + Figures.tiny(worst) + " from the reference ("
                    + comparison.reference() + ").";
        }
        String sentence = wrong.isEmpty() ? "" : "WRONG RESULTS: " + String.join(", ", wrong) + ". ";
        sentence += failed.isEmpty() ? "" : "FAILED: " + String.join(", ", failed) + ". ";
        return sentence + "Wrong and failed programs are not ranked.";
    }
}
