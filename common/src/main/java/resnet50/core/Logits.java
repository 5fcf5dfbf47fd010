package resnet50.core;

/** What a network puts out is of use only if it is numbers. */
public final class Logits {
    private Logits() {}

    /** Names the first that is NaN or infinite; empty if there is none. */
    public static String wrong(float[] logits) {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                return "logit " + i + " is " + logits[i];
            }
        }
        return "";
    }

    /** @throws IllegalStateException if one is NaN or infinite */
    public static void check(float[] logits) {
        String wrong = wrong(logits);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }
}
