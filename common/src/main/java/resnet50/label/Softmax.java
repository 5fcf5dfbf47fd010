package resnet50.label;

/** Turns logits into probabilities. */
public final class Softmax {
    private Softmax() {}

    /**
     * exp(logit) over the sum of all, in double; the largest logit is subtracted first, so that nothing overflows.
     *
     * @param logits finite, at least one
     * @return as many probabilities, which sum to 1
     */
    public static double[] of(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp(logits[i] - max);
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
