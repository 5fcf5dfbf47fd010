package resnet50.label;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Finds the largest logits. */
public final class TopK {
    private TopK() {}

    /**
     * The indices of the largest values, the largest first; of equal values, the lower index.
     *
     * @param k how many; no more than there are values are returned
     */
    public static int[] indices(float[] values, int k) {
        Comparator<Integer> largestFirst = Comparator.comparingDouble(i -> -values[i]);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(largestFirst.thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
