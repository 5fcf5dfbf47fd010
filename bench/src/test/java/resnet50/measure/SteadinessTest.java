package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SteadinessTest {
    @Test
    void needsTwoWindowsThatAgree() {
        Steadiness steadiness = new Steadiness(0);
        add(steadiness, 100, 100, 100, 100, 100);
        assertFalse(steadiness.reached());
        add(steadiness, 100);
        assertTrue(steadiness.reached());
    }

    @Test
    void isNotReachedWhileTimesFallOrRise() {
        Steadiness falling = new Steadiness(0);
        add(falling, 200, 200, 200, 104, 104, 104, 100, 100, 100);
        assertFalse(falling.reached());
        Steadiness rising = new Steadiness(0);
        add(rising, 100, 100, 100, 104, 104, 104);
        assertFalse(rising.reached());
    }

    @Test
    void toleratesTwoPercent() {
        Steadiness steadiness = new Steadiness(0);
        add(steadiness, 100, 100, 100, 102, 102, 102);
        assertTrue(steadiness.reached());
    }

    @Test
    void overlooksOneSlowRunInAWindow() {
        Steadiness steadiness = new Steadiness(0);
        add(steadiness, 100, 100, 100, 100, 5000, 100);
        assertTrue(steadiness.reached());
    }

    @Test
    void waitsUntilAWindowHasLastedLongEnough() {
        Steadiness steadiness = new Steadiness(1000);
        for (int run = 0; run < 19; run++) {
            add(steadiness, 100);
            assertFalse(steadiness.reached(), "after " + (run + 1) + " runs");
        }
        add(steadiness, 100);
        assertTrue(steadiness.reached());
    }

    private static void add(Steadiness steadiness, double... times) {
        for (double time : times) {
            steadiness.add(time);
        }
    }
}
