package resnet50.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

    @Test
    void manyPicturesAreSharedAmongTheEnginesLanes() {
        CountDownLatch together = new CountDownLatch(3);
        Engine engine = new Engine() {
            @Override
            public void run(float[] input, float[] logits) {
                throw new AssertionError("by all threads at once");
            }

            @Override
            public int lanes() {
                return 3;
            }

            @Override
            public void runAlone(float[] input, float[] logits) {
                together.countDown();
                try {
                    assertTrue(together.await(600, TimeUnit.SECONDS), "three at once");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                logits[Math.round(100 * input[0])] = 1; // another for each picture
            }
        };
        try (Classifier classifier = classifier(1000, engine)) {
            List<Picture> pictures = IntStream.range(130, 160)
                    .mapToObj(red -> new Picture(1, 1, new byte[] {(byte) red, 0, 0}))
                    .toList();
            List<Integer> alone = pictures.stream()
                    .map(picture -> Math.round(100 * Preprocessor.STANDARD.input(picture)[0]))
                    .toList();
            List<Integer> results = new ArrayList<>();
            classifier.forEach(
                    pictures, (shared, picture) -> shared.classify(picture, 1).getFirst().index(), results::add);
            assertEquals(alone, results);
        }
    }
}
