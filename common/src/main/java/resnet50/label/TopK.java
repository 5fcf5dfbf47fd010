package resnet50.label;

/** Finds the largest logits. */
public final class TopK {
    private TopK() {}

    /**
     * Returns the indices of the largest values, the largest first; of equal values, the lower index first.
     *
     * @param values without NaN
     * @param k      number of indices, small; at most {@code values.length} are returned
     */
    public static int[] indices(float[] values, int k) {
        int[] best = new int[Math.min(k, values.length)];
        for (int i = 0; i < values.length; i++) {
            int place = Math.min(i, best.length); // the best values so far are sorted
            while (place > 0 && values[i] > values[best[place - 1]]) {
                if (place < best.length) {
                    best[place] = best[place - 1];
                }
                place--;
            }
            if (place < best.length) {
                best[place] = i;
            }
        }
        return best;
    }
}
