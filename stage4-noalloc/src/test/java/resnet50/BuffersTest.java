package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
                Activation taken = buffers.take(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(33));
                for (Activation other : alive) {
                    boolean apart = taken.offset() + taken.size() <= other.offset()
                            || other.offset() + other.size() <= taken.offset();
                    assertTrue(apart, taken + " and " + other);
                }
                alive.add(taken);
                end = Math.max(end, taken.offset() + taken.size());
            } else if (!alive.isEmpty()) {
                buffers.release(alive.remove(random.nextInt(alive.size())));
            }
        }
        assertTrue(buffers.data().length >= end);
    }

    @Test
    void aReleasedPlaceIsReused() {
        Activation first = buffers.take(1, 1, 32);
        Activation second = buffers.take(1, 1, 32);
        Activation third = buffers.take(1, 1, 32);
        buffers.release(first);
        buffers.release(second);
        assertEquals(first.offset(), buffers.take(1, 1, 64).offset(), "adjacent free places are merged");
        buffers.release(third);
        assertEquals(third.offset(), buffers.take(1, 1, 100).offset(), "the last free place grows");
    }

    @Test
    void noPlaceCanBeTakenAfterTheLayout() {
        buffers.take(1, 1, 1);
        assertEquals(Buffers.FIRST + 16, buffers.data().length);
        assertThrows(IllegalStateException.class, () -> buffers.take(1, 1, 1));
    }
}
