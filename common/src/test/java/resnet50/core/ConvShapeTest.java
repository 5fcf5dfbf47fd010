package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConvShapeTest {
    @Test
    void conv1HalvesTheImage() {
        ConvShape conv1 = new ConvShape(3, 224, 224, 64, 7, 2, 3, 1);
        assertEquals(112, conv1.outH());
        assertEquals(112, conv1.outW());
        assertEquals(112L * 112 * 64 * 7 * 7 * 3, conv1.macs());
    }

    @Test
    void groupsDivideTheMultiplications() {
        ConvShape grouped = new ConvShape(128, 56, 56, 128, 3, 1, 1, 32);
        assertEquals(4, grouped.groupInC());
        assertEquals(56L * 56 * 128 * 9 * 4, grouped.macs());
    }

    @Test
    void refusesInvalidShapes() {
        assertThrows(IllegalArgumentException.class, () -> new ConvShape(0, 1, 1, 1, 1, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ConvShape(4, 1, 1, 6, 1, 1, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> new ConvShape(1, 1, 1, 1, 3, 1, 0, 1));
    }
}
