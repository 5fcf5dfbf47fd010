package resnet50.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
    @Test
    void dividesExponentialsByTheirSum() {
        double e = Math.E;
        assertArrayEquals(new double[] {1 / (1 + e), e / (1 + e)}, Softmax.of(new float[] {0, 1}), 1e-15);
    }

    @Test
    void largeLogitsDoNotOverflow() {
        assertArrayEquals(new double[] {0.5, 0.5, 0}, Softmax.of(new float[] {1e30f, 1e30f, -1e30f}), 0);
    }

    @Test
    void sumsToOne() {
        float[] logits = new float[1000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 20 * (float) Math.sin(i);
        }
        assertEquals(1, Arrays.stream(Softmax.of(logits)).sum(), 1e-12);
    }
}
