package resnet50.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import resnet50.core.Logits;
import resnet50.core.WeightsFile;
import resnet50.label.TopK;
import resnet50.weights.WeightsFiles;
import resnet50.weights.WeightsLocator;

/**
 * Reference logits.
 *
 * @param source their origin, in words
 */
record Reference(float[] logits, String source) {
    /**
     * Largest difference, relative to the largest logit. Another order of summation, over up to 4608 float products per
     * output in each layer, or Winograd's algorithm changes logits by some 1e-5; one wrong pixel at a layer's edge changes
     * them by more than the tolerance.
     */
    static final double TOLERANCE = 1e-4;

    private static final int TOP = 5;
    private static final String RUNG_BEGIN = "the logits of ";
    private static final String GOLDEN = "/golden/synthetic-logits.safetensors";

    /** Input size of PyTorch's logits. */
    private static final int GOLDEN_SIZE = 224;

    /**
     * The result of a comparison with the reference.
     *
     * @param problem       what is wrong, empty if nothing
     * @param maxDifference largest absolute difference; NaN if the logits cannot be compared
     */
    record Verdict(String problem, double maxDifference, boolean top5Agrees) {
        boolean right() {
            return problem.isEmpty();
        }

        /** The verdict with the larger difference; a wrong one before a right one. */
        static Verdict worse(Verdict a, Verdict b) {
            return !a.right() || (b.right() && a.maxDifference >= b.maxDifference) ? a : b;
        }
    }

    /** PyTorch's logits for the seeded image; empty for other weights than the synthetic ones, or another size. */
    static Optional<Reference> ofPyTorch(String architecture, String weights, int inputSize) {
        if (!weights.equals(WeightsLocator.SYNTHETIC) || inputSize != GOLDEN_SIZE) {
            return Optional.empty();
        }
        try (InputStream in = Reference.class.getResourceAsStream(GOLDEN)) {
            Path copy = Files.createTempFile("golden", ".safetensors");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                try (WeightsFile golden = WeightsFiles.open(copy)) {
                    String tensor = "logits/" + architecture;
                    return golden.tensors().containsKey(tensor)
                            ? Optional.of(new Reference(golden.floats(tensor), "PyTorch's logits"))
                            : Optional.empty();
                }
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + GOLDEN, e);
        }
    }

    /** The logits of a program of this run, if PyTorch's are not available. */
    static Reference ofRung(String name, float[] logits) {
        return new Reference(logits, RUNG_BEGIN + name);
    }

    boolean isOf(String name) {
        return source.equals(RUNG_BEGIN + name);
    }

    /** Compares logits with the reference; logits that are not finite are wrong. */
    Verdict judge(float[] others) {
        if (!Logits.wrong(others).isEmpty()) {
            return new Verdict("not all of its logits are finite numbers", Double.NaN, false);
        }
        if (others.length != logits.length) {
            return new Verdict(others.length + " logits instead of " + logits.length, Double.NaN, false);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < logits.length; i++) {
            largest = Math.max(largest, Math.abs(logits[i]));
            difference = Math.max(difference, Math.abs((double) logits[i] - others[i]));
        }
        boolean top5 = Arrays.equals(TopK.indices(logits, TOP), TopK.indices(others, TOP));
        String problem = difference <= TOLERANCE * largest
                ? ""
                : String.format(
                        Locale.ROOT, "a logit differs by %.3g from %s, whose largest is %.3g", difference, source, largest);
        return new Verdict(problem, difference, top5);
    }
}
