package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import resnet50.core.LayerListener;

class BuffersTest {
    private final Buffers buffers = new Buffers(LayerListener.NONE);

    @Test
    void livePlacesDoNotOverlap() {
        Random random = new Random(4);
        List<Activation> alive = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < 2_000; i++) {
            if (alive.size() < 6 && random.nextInt(5) < 3) {
                Activation taken = buffers.take(
                        1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(33), random.nextInt(3));
                for (Activation other : alive) {
                    boolean apart = taken.start() + taken.size() <= other.start()
                            || other.start() + other.size() <= taken.start();
                    assertTrue(apart, taken + " and " + other);
                }
                alive.add(taken);
                end = Math.max(end, taken.start() + taken.size());
            } else if (!alive.isEmpty()) {
                buffers.release(alive.remove(random.nextInt(alive.size())));
            }
        }
        assertTrue(buffers.arena(1).length >= end);
    }

    @Test
    void aReleasedPlaceIsReused() {
        Activation first = buffers.take(1, 1, 32, 0);
        Activation second = buffers.take(1, 1, 32, 0);
        Activation third = buffers.take(1, 1, 32, 0);
        buffers.release(first);
        buffers.release(second);
        assertEquals(first.start(), buffers.take(1, 1, 64, 0).start(), "adjacent free places are merged");
        buffers.release(third);
        assertEquals(third.start(), buffers.take(1, 1, 100, 0).start(), "the last free place grows");
    }

    /** The halo is zeroed only once, so another layout must not reuse it. */
    @Test
    void aPlaceWithAHaloIsReusedOnlyForTheSameShape() {
        Activation haloed = buffers.take(4, 4, 16, 1);
        buffers.release(haloed);
        assertNotEquals(haloed.start(), buffers.take(1, 1, 16, 0).start());
        assertNotEquals(haloed.start(), buffers.take(4, 2, 16, 1).start());
        assertEquals(haloed.start(), buffers.take(4, 4, 16, 1).start());
    }

    @Test
    void aHaloIsNeverPlacedOnUsedMemory() {
        Activation used = buffers.take(8, 8, 16, 0);
        buffers.release(used);
        assertEquals(used.start() + used.size(), buffers.take(2, 2, 16, 1).start());
    }

    @Test
    void placesBeginAtCacheLines() {
        buffers.take(1, 1, 3, 0);
        assertEquals(Buffers.FIRST, buffers.take(3, 3, 5, 1).start() % 16);
        assertEquals(Buffers.FIRST, buffers.takePicture(5, 5, 3, 3).start() % 16);
        assertEquals(Buffers.FIRST, buffers.take(3, 3, 5, 0).start() % 16);
    }

    @Test
    void noPlaceCanBeTakenAfterTheLayout() {
        buffers.take(1, 1, 1, 0);
        assertEquals(Buffers.FIRST + 16, buffers.arena(1).length);
        assertThrows(IllegalStateException.class, () -> buffers.take(1, 1, 1, 0));
    }
}
