package resnet50.core;

/** Checks that a network's output is finite. */
public final class Logits {
    private Logits() {}

    /** Describes the first logit that is NaN or infinite; empty if there is none. */
    public static String wrong(float[] logits) {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                return "logit " + i + " is " + logits[i];
            }
        }
        return "";
    }

    /** @throws IllegalStateException if a logit is NaN or infinite */
    public static void check(float[] logits) {
        String wrong = wrong(logits);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }
}
