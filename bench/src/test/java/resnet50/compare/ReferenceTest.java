package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.compare.Reference.Verdict;
import resnet50.core.Architecture;
import resnet50.core.Logits;

class ReferenceTest {
    /** The largest logit is 100, so the largest tolerated difference is 0.01. */
    private static final float[] LOGITS = {-100, 1, 2, 3, 4, 5, 6, 7};

    private static final Reference REFERENCE = new Reference(LOGITS, "those of a test");

    private static float[] with(int index, float value) {
        float[] logits = LOGITS.clone();
        logits[index] = value;
        return logits;
    }

    @Test
    void equalLogitsAreRight() {
        Verdict verdict = REFERENCE.judge(LOGITS.clone());
        assertEquals(new Verdict("", 0, true), verdict);
        assertTrue(verdict.right());
    }

    @Test
    void roundingIsRightAndAFaultIsNot() {
        assertTrue(REFERENCE.judge(with(1, 1.0099f)).right());
        Verdict wrong = REFERENCE.judge(with(1, 0.9899f));
        assertFalse(wrong.right());
        assertEquals(0.0101, wrong.maxDifference(), 1e-6);
        assertTrue(wrong.top5Agrees());
        assertEquals("a logit differs by 0.0101 from those of a test, whose largest is 100", wrong.problem());
    }

    @Test
    void nanIsNeverRight() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Verdict verdict = REFERENCE.judge(with(7, value));
            assertFalse(verdict.right());
            assertTrue(Double.isNaN(verdict.maxDifference()));
            assertFalse(verdict.top5Agrees());
        }
        assertFalse(new Reference(with(0, Float.NaN), "a broken one").judge(LOGITS).right());
    }

    @Test
    void fewerOrMoreAreWrong() {
        assertEquals("7 logits instead of 8", REFERENCE.judge(Arrays.copyOf(LOGITS, 7)).problem());
        assertEquals("9 logits instead of 8", REFERENCE.judge(Arrays.copyOf(LOGITS, 9)).problem());
        assertFalse(REFERENCE.judge(new float[0]).right());
    }

    @Test
    void anotherOrderOfTheTop5IsReported() {
        Verdict swapped = new Reference(new float[] {1000, 1, 2, 3, 4, 4.01f}, "x").judge(new float[] {1000, 1, 2, 3, 4.01f, 4});
        assertTrue(swapped.right());
        assertFalse(swapped.top5Agrees());
    }

    @Test
    void theWorseOfTwoCounts() {
        Verdict good = new Verdict("", 1, true);
        Verdict better = new Verdict("", 0.5, true);
        Verdict bad = new Verdict("no", Double.NaN, false);
        assertEquals(good, Verdict.worse(better, good));
        assertEquals(good, Verdict.worse(good, better));
        assertEquals(bad, Verdict.worse(good, bad));
        assertEquals(bad, Verdict.worse(bad, good));
    }

    @Test
    void pyTorchsLogitsAreOfTheSeededPictureAtOneSize() {
        for (Architecture architecture : Architecture.family()) {
            Reference reference = Reference.ofPyTorch(architecture.name(), "synthetic", 224).orElseThrow();
            assertEquals(1000, reference.logits().length, architecture.name());
            assertEquals("", Logits.wrong(reference.logits()));
        }
        assertTrue(Reference.ofPyTorch("resnet50", "synthetic", 192).isEmpty());
        assertTrue(Reference.ofPyTorch("resnet50", "model/resnet50.pth", 224).isEmpty());
        assertTrue(Reference.ofPyTorch("alexnet", "synthetic", 224).isEmpty());
    }

    @Test
    void recognizesTheProgramOfTheReference() {
        Reference rung = Reference.ofRung("stage1-naive", LOGITS);
        assertTrue(rung.isOf("stage1-naive"));
        assertEquals(List.of(false, false), List.of(rung.isOf("stage1"), REFERENCE.isOf("stage1-naive")));
    }
}
