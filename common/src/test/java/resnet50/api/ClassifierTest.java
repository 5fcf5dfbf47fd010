package resnet50.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.picture.Exif;
import resnet50.picture.Picture;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.weights.OpenedWeights;
import resnet50.weights.SyntheticWeights;

class ClassifierTest {
    private static final Picture PICTURE = new Picture(1, 1, new byte[] {1, 2, 3});

    private static Classifier classifier(int classes, Engine engine) {
        Architecture architecture = Architecture.named("resnet18").orElseThrow().withClasses(classes);
        OpenedWeights weights = new OpenedWeights(new SyntheticWeights(architecture), architecture, "");
        return new Classifier(weights, engine, () -> {}, new PictureReader(Exif.APPLY, false, note -> {}), Preprocessor.STANDARD);
    }

    @Test
    void namesTheMostProbable() {
        try (Classifier classifier = classifier(1000, (input, logits) -> logits[285] = 100)) {
            Prediction first = classifier.classify(PICTURE, 5).getFirst();
            assertEquals(new Prediction(285, "n02124075", "Egyptian cat", 1), first);
        }
    }

    @Test
    void classesThatAreNotImageNetsAreIndices() {
        try (Classifier classifier = classifier(3, (input, logits) -> logits[1] = 100)) {
            assertFalse(classifier.hasNames());
            List<Prediction> labels = classifier.classify(PICTURE, 5);
            assertEquals(3, labels.size());
            assertEquals("1", labels.getFirst().label());
        }
    }

    @Test
    void neverLabelsNaN() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            try (Classifier classifier = classifier(1000, (input, logits) -> logits[999] = bad)) {
                assertThrows(IllegalStateException.class, () -> classifier.classify(PICTURE, 5));
            }
        }
    }
}
