package resnet50.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void imageNetHasAThousandLabels() {
        Labels labels = Labels.imageNet();
        assertEquals(1000, labels.size());
        assertEquals("Egyptian cat", labels.label(285));
        assertEquals("n02124075", labels.wnid(285));
        assertEquals("great white shark", labels.label(2));
        assertEquals("toilet tissue", labels.label(999));
        assertEquals("n15075141", labels.wnid(999));
    }

    @Test
    void withoutLabelsAnIndexIsTheLabel() {
        assertEquals("285", Labels.none().label(285));
        assertEquals("", Labels.none().wnid(285));
    }
}
