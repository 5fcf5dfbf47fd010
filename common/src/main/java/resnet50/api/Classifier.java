package resnet50.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.engine.Logits;
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
 * <p>What is wrong with weights or a picture is thrown as {@link UserException}. Not safe for use by two threads at once; for many
 * pictures there is {@link #forEach}, which keeps all cores busy.
 */
public final class Classifier implements AutoCloseable {
    private final OpenedWeights weights;
    private final Engine engine;
    private final Runnable awaitWarmUp;
    private final PictureReader reader;
    private final Preprocessor preprocessor;
    private final Labels labels;
    private final boolean alone; // each picture on one thread

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
        Labels imageNet = Labels.imageNet();
        this.labels = weights.architecture().classes() == imageNet.size() ? imageNet : Labels.none();
        this.alone = false;
    }

    /** The same for use by several threads, as many as the engine has lanes. */
    private Classifier(Classifier other) {
        this.weights = other.weights;
        this.engine = other.engine;
        this.awaitWarmUp = other.awaitWarmUp;
        this.reader = other.reader;
        this.preprocessor = other.preprocessor;
        this.labels = other.labels;
        this.alone = true;
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

    /** Where the weights come from: a file's path, or {@code synthetic}. */
    public String weights() {
        return weights.file().source();
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
        float[] logits = new float[weights.architecture().classes()];
        awaitWarmUp.run();
        if (alone) {
            engine.runAlone(input, logits);
        } else {
            engine.run(input, logits);
        }
        Logits.check(logits);
        return logits;
    }

    /**
     * Does something with each of many pictures, such as labeling it: as many at a time as the engine has lanes, each on a thread of
     * its own from decoding to labels. However many there are, only a few are in memory.
     *
     * @param pictures whatever stands for them
     * @param task     is called on several threads at once, with a classifier that it must use instead of this one
     * @param sink     takes what came of each, in order and on the calling thread; returns whether to go on
     * @throws RuntimeException what a task has thrown
     */
    public <T, R> void forEach(List<T> pictures, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        int threads = Math.min(engine.lanes(), pictures.size());
        if (threads > 1) {
            Classifier shared = new Classifier(this);
            InOrder.run(
                    pictures.stream().<Callable<R>>map(picture -> () -> task.apply(shared, picture)).iterator(), threads, sink);
            return;
        }
        for (T picture : pictures) {
            if (!sink.test(task.apply(this, picture))) {
                return;
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        weights.close();
    }
}
