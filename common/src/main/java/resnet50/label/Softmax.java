package resnet50.label;

/** Turns logits into probabilities. */
public final class Softmax {
    private Softmax() {}

    /**
     * Returns exp(logit) / sum of exp(logits), in double. The largest logit is subtracted first to avoid overflow.
     *
     * @param logits finite, at least one
     * @return [logits.length] probabilities, whose sum is 1
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
