package resnet50.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.label.Labels;
import resnet50.label.Softmax;
import resnet50.label.TopK;
import resnet50.picture.Picture;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.weights.OpenedWeights;

/**
 * A network that labels pictures:
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open()) {
 *     System.out.println(classifier.classify(Path.of("cat.jpg"), 5));
 * }
 * }</pre>
 *
 * <p>Not safe for use by two threads at once. What is wrong with weights or a picture is thrown as {@link UserException}.
 */
public final class Classifier implements AutoCloseable {
    private final OpenedWeights weights;
    private final Engine engine;
    private final Runnable awaitWarmUp;
    private final PictureReader reader;
    private final Preprocessor preprocessor;
    private final Labels labels;
    private final float[] logits;

    /** @param awaitWarmUp is called before every run of the engine */
    Classifier(
            OpenedWeights weights,
            Engine engine,
            Runnable awaitWarmUp,
            PictureReader reader,
            Preprocessor preprocessor) {
        this.weights = weights;
        this.engine = engine;
        this.awaitWarmUp = awaitWarmUp;
        this.reader = reader;
        this.preprocessor = preprocessor;
        this.logits = new float[weights.architecture().classes()];
        Labels imageNet = Labels.imageNet();
        this.labels = logits.length == imageNet.size() ? imageNet : Labels.none();
    }

    /** With the weights that are found first, see the README; as the command line does without options. */
    public static Classifier open() {
        return builder().open();
    }

    /** With options. */
    public static ClassifierBuilder builder() {
        return new ClassifierBuilder();
    }

    /** The network that its weights were recognized as. */
    public Architecture architecture() {
        return weights.architecture();
    }

    /** Whether the classes are ImageNet's and have names; else labels are indices. */
    public boolean hasNames() {
        return labels.size() > 0;
    }

    /**
     * Labels a picture in a file.
     *
     * @param k how many labels
     * @return the most probable first; equally probable ones by index
     */
    public List<Prediction> classify(Path picture, int k) {
        return classify(reader.read(picture), k);
    }

    /**
     * Labels a picture in a stream, which is read to its end.
     *
     * @param name what messages call the picture
     */
    public List<Prediction> classify(String name, InputStream picture, int k) {
        return classify(reader.read(name, picture), k);
    }

    /** Labels a decoded picture. */
    public List<Prediction> classify(Picture picture, int k) {
        float[] result = logits(picture);
        double[] probabilities = Softmax.of(result);
        return Arrays.stream(TopK.indices(result, k))
                .mapToObj(i -> new Prediction(i, labels.wnid(i), labels.label(i), probabilities[i]))
                .toList();
    }

    /**
     * The network's raw result.
     *
     * @return [classes]
     * @throws IllegalStateException if a logit is NaN or infinite, which no label may be made of
     */
    public float[] logits(Picture picture) {
        float[] input = preprocessor.input(picture);
        awaitWarmUp.run();
        engine.run(input, logits);
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalStateException("logit " + i + " is " + logits[i]);
            }
        }
        return logits.clone();
    }

    @Override
    public void close() {
        engine.close();
        weights.close();
    }
}
