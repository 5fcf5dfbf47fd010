package resnet50.compare;

import java.util.Map;
import resnet50.compare.Reference.Verdict;
import resnet50.measure.Statistics;

/**
 * The ratio of two programs' times, taken pair by pair, and the difference between their logits.
 *
 * @param pairs              rounds in which both had a turn
 * @param p25                25th percentile of the ratios, the first program's time over the second's
 * @param median             of the ratios; not the quotient of the medians
 * @param p75                75th percentile of the ratios
 * @param maxLogitDifference largest difference between the two programs' logits; NaN if they cannot be compared
 * @param logitsAgree        whether the difference is within the tolerance that {@code compare} applies
 */
public record PairRatio(int pairs, double p25, double median, double p75, double maxLogitDifference, boolean logitsAgree) {
    static PairRatio of(MeasuredProgram first, MeasuredProgram second) {
        Map<Integer, Double> firstMs = first.roundsMs();
        Map<Integer, Double> secondMs = second.roundsMs();
        double[] ratios = ratios(firstMs, secondMs);
        Verdict verdict = first.logits().isEmpty() || second.logits().isEmpty()
                ? new Verdict("no logits", Double.NaN, false)
                : Reference.ofRung(first.name(), first.logits().getLast()).judge(second.logits().getLast());
        boolean none = ratios.length == 0;
        return new PairRatio(
                ratios.length,
                none ? Double.NaN : Statistics.percentile(ratios, 25),
                none ? Double.NaN : Statistics.median(ratios),
                none ? Double.NaN : Statistics.percentile(ratios, 75),
                verdict.maxDifference(),
                verdict.right());
    }

    /** One ratio per round in which both programs had a turn. */
    static double[] ratios(Map<Integer, Double> firstMs, Map<Integer, Double> secondMs) {
        return firstMs.keySet().stream()
                .filter(secondMs::containsKey)
                .mapToDouble(round -> firstMs.get(round) / secondMs.get(round))
                .toArray();
    }
}
