package resnet50.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import resnet50.eval.EvalResult.ClassScore;
import resnet50.eval.EvalResult.Confusion;
import resnet50.label.Labels;

/** Counts right labels per class, and confusions. Its size depends on the number of classes, not of pictures. */
public final class Tally {
    /** Number of labels that count for top-5. */
    public static final int TOP = 5;

    /** Pictures of a class: all, right in top-1, right in top-5. */
    private static final class Counts {
        int pictures;
        int top1;
        int top5;
    }

    private record Pair(int truth, int guess) {}

    private final Map<Integer, Counts> classes = new TreeMap<>();
    private final Map<Pair, Integer> confusions =
            new TreeMap<>(Comparator.comparingInt(Pair::truth).thenComparingInt(Pair::guess));

    /** @param guesses at least one, the most probable first */
    void add(int truth, int[] guesses) {
        Counts counts = classes.computeIfAbsent(truth, _ -> new Counts());
        counts.pictures++;
        counts.top5 += Arrays.stream(guesses).anyMatch(guess -> guess == truth) ? 1 : 0;
        if (guesses[0] == truth) {
            counts.top1++;
        } else {
            confusions.merge(new Pair(truth, guesses[0]), 1, Integer::sum);
        }
    }

    int pictures() {
        return sum(counts -> counts.pictures);
    }

    int top1() {
        return sum(counts -> counts.top1);
    }

    int top5() {
        return sum(counts -> counts.top5);
    }

    int classes() {
        return classes.size();
    }

    private int sum(Function<Counts, Integer> part) {
        return classes.values().stream().mapToInt(part::apply).sum();
    }

    /** Classes with the most errors; of equal ones first those with the fewest pictures, then by index. */
    List<ClassScore> worstClasses(Labels labels, int limit) {
        return classes.entrySet().stream()
                .map(entry -> score(entry.getKey(), entry.getValue(), labels))
                .filter(score -> score.missed() > 0)
                .sorted(Comparator.comparingInt((ClassScore score) -> -score.missed()).thenComparingInt(ClassScore::pictures))
                .limit(limit)
                .toList();
    }

    private static ClassScore score(int index, Counts counts, Labels labels) {
        return new ClassScore(index, labels.wnid(index), labels.label(index), counts.pictures, counts.top1, counts.top5);
    }

    /** The most frequent confusions; equal ones by the index of the true class. */
    List<Confusion> worstConfusions(Labels labels, int limit) {
        return confusions.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue()))
                .limit(limit)
                .map(entry -> {
                    Pair pair = entry.getKey();
                    return new Confusion(
                            pair.truth,
                            labels.label(pair.truth),
                            pair.guess,
                            labels.label(pair.guess),
                            entry.getValue(),
                            classes.get(pair.truth).pictures);
                })
                .toList();
    }
}
