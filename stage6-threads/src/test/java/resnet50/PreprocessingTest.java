package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import resnet50.api.Classifier;
import resnet50.api.Prediction;
import resnet50.core.WeightsFile;
import resnet50.picture.Exif;
import resnet50.picture.Interpolation;
import resnet50.picture.Normalization;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;
import resnet50.testing.Repository;
import resnet50.testing.TestResource;
import resnet50.weights.WeightsFiles;

/** Compares with results of Pillow, torchvision and PyTorch from {@code scripts/make-golden-preprocess.py}. */
final class PreprocessingTest {
    @Test
    void everyVariantGivesPyTorchsProbabilities() throws IOException {
        Path cat = Repository.file("pics/cat.png");
        List<String> lines = Files.readAllLines(TestResource.file("golden/preprocess.csv"));
        assertEquals(8, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Preprocessor preprocessor = new Preprocessor(
                    Integer.parseInt(cells[1]),
                    224,
                    Mode.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                    Interpolation.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                    Normalization.IMAGENET);
            try (Classifier classifier =
                    Classifier.builder().weights(Repository.WEIGHTS.toString()).preprocessor(preprocessor).open()) {
                List<Prediction> best = classifier.classify(cat, 3);
                for (int i = 0; i < best.size(); i++) {
                    assertEquals(Integer.parseInt(cells[3 + 2 * i]), best.get(i).index(), line);
                    assertEquals(Double.parseDouble(cells[4 + 2 * i]), best.get(i).probability(), 1e-4, line);
                }
            }
        }
    }

    /** Applying the last layer to the features gives the logits. */
    @Test
    void featuresAreTheInputOfTheLastLayer() {
        Path cat = Repository.file("pics/cat.png");
        float[] features;
        try (Classifier classifier =
                Classifier.builder().weights(Repository.WEIGHTS.toString()).features(true).open()) {
            features = classifier.features(cat);
        }
        try (WeightsFile weights = WeightsFiles.open(Repository.WEIGHTS);
                Classifier classifier = Classifier.builder().weights(Repository.WEIGHTS.toString()).open()) {
            float[] fc = weights.floats("fc.weight");
            float[] bias = weights.floats("fc.bias");
            float[] logits = classifier.logits(
                    new PictureReader(Exif.APPLY, false, _ -> {}).read(cat));
            assertEquals(2048, features.length);
            for (int c = 0; c < logits.length; c++) {
                double sum = bias[c];
                for (int i = 0; i < features.length; i++) {
                    sum += (double) fc[c * features.length + i] * features[i];
                }
                assertEquals(sum, logits[c], 1e-4);
            }
        }
    }
}
