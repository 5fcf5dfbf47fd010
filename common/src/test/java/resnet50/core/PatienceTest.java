package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests the time limit of a warm-up with a clock of its own. */
class PatienceTest {
    private long now = Long.MAX_VALUE - 5; // System.nanoTime() may overflow

    private final Patience patience = new Patience(10, () -> now);

    @Test
    void endsIfNothingIsCompiled() {
        now += 9;
        assertFalse(patience.ends(0));
        now++;
        assertTrue(patience.ends(0));
    }

    /** Each kernel that is compiled renews it; one that is counted again does not. */
    @Test
    void lastsWhileKernelsAreCompiled() {
        for (int compiled = 1; compiled < 5; compiled++) {
            now += 9;
            assertFalse(patience.ends(compiled));
        }
        now += 9;
        assertFalse(patience.ends(4));
        now++;
        assertTrue(patience.ends(4));
    }

    @Test
    void usuallyLastsSomeSeconds() {
        assertFalse(Patience.usual().ends(0));
    }
}
