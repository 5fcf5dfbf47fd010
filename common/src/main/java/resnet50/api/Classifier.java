package resnet50.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.Logits;
import resnet50.core.UserException;
import resnet50.label.ClassMap;
import resnet50.label.ClassMaps;
import resnet50.label.Labels;
import resnet50.label.Softmax;
import resnet50.label.TopK;
import resnet50.picture.Picture;
import resnet50.picture.PictureReader;
import resnet50.preprocess.Preprocessing;
import resnet50.weights.OpenedWeights;

/**
 * Labels pictures by a network:
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open()) {
 *     System.out.println(classifier.classify(Path.of("cat.jpg"), 5));
 * }
 * }</pre>
 *
 * <p>Weights or pictures that cannot be used are reported as {@link UserException}.
 *
 * <p><b>Threads.</b> All methods may be called by several threads at once; results are equal to those of a single thread, to the bit.
 * Pictures are decoded in parallel. The network serves one call after the other, in the order of their arrival, with all of its
 * threads. To label many pictures, {@link #forEach(List, BiFunction, Predicate) forEach} is faster.
 *
 * <p>{@link #close} may be called at any time, by any thread: calls in progress finish, waiting and later ones throw
 * {@link IllegalStateException}.
 */
public final class Classifier implements AutoCloseable {
    private final OpenedWeights weights;
    private final SharedEngine engine;
    private final Runnable awaitWarmUp;
    private final PictureReader reader;
    private final Preprocessing preprocessing;
    private final Labels labels;
    private final boolean features;
    private final Optional<ClassMaps> classMaps; // the engine's listener
    private final boolean alone; // each picture on one thread

    /**
     * @param awaitWarmUp is called before every run of the engine
     * @param features    whether the engine gives features instead of logits
     * @param classMaps   is the engine's listener, if pictures are to be explained
     */
    Classifier(
            OpenedWeights weights,
            Engine engine,
            Runnable awaitWarmUp,
            PictureReader reader,
            Preprocessing preprocessing,
            Labels labels,
            boolean features,
            Optional<ClassMaps> classMaps) {
        this.weights = weights;
        this.engine = new SharedEngine(engine);
        this.awaitWarmUp = awaitWarmUp;
        this.reader = reader;
        this.preprocessing = preprocessing;
        this.labels = labels;
        this.features = features;
        this.classMaps = classMaps;
        this.alone = false;
    }

    /** The same network, each picture on the calling thread; one call per lane of the engine runs at once. */
    private Classifier(Classifier other) {
        this.weights = other.weights;
        this.engine = other.engine;
        this.awaitWarmUp = other.awaitWarmUp;
        this.reader = other.reader;
        this.preprocessing = other.preprocessing;
        this.labels = other.labels;
        this.features = other.features;
        this.classMaps = other.classMaps;
        this.alone = true;
    }

    /**
     * Builds the network of the first weights found, as the command line without options does.
     *
     * @throws UserException as {@link ClassifierBuilder#open}
     */
    public static Classifier open() {
        return builder().open();
    }

    /** Returns a builder with default options. */
    public static ClassifierBuilder builder() {
        return new ClassifierBuilder();
    }

    /** Returns the network that the weights were recognized as. */
    public Architecture architecture() {
        return weights.architecture();
    }

    /** Returns the source of the weights: the path of a file, or {@code synthetic}. */
    public String weights() {
        return weights.file().source();
    }

    /** Returns whether the classes have names; otherwise labels are indices. */
    public boolean hasNames() {
        return labels.size() > 0;
    }

    /** Returns the names of the classes. */
    public Labels labels() {
        return labels;
    }

    /** Returns the preprocessing of pictures and its origin. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /**
     * Returns a view of this classifier for programs with threads of their own, such as the tasks of a cluster. Each picture is
     * computed on the calling thread; up to {@link ClassifierBuilder#threads} calls run at once. Results are equal to the bit. Both
     * share one network; closing either closes both.
     */
    public Classifier onCallingThread() {
        return new Classifier(this);
    }

    /**
     * Decodes a picture in memory, as {@link #classify(String, InputStream, int)} does before the network runs.
     *
     * @param name for messages
     * @param file JPEG, PNG, GIF, BMP or WebP
     * @throws UserException bad data: not a picture that can be decoded
     */
    public Picture read(String name, byte[] file) {
        return reader.read(name, file);
    }

    /**
     * Labels a picture in a file.
     *
     * @param picture JPEG, PNG, GIF, BMP or WebP
     * @param k       number of labels, at least 1; a network of fewer classes gives one label per class
     * @return the most probable label first; equally probable ones by index
     * @throws UserException            no input: missing or unreadable; bad data: not a picture that can be decoded
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws IllegalStateException    if this classifier is closed, or a logit is NaN
     * @throws UserException            if a logit is infinite: the weights overflow
     */
    public List<Prediction> classify(Path picture, int k) {
        checkCount(k);
        return classify(reader.read(picture), k);
    }

    /**
     * Labels a picture in a stream.
     *
     * @param name    stands for the picture in messages
     * @param picture is read to its end and left open
     * @param k       as in {@link #classify(Path, int)}
     * @return as {@link #classify(Path, int)}, and the same exceptions
     */
    public List<Prediction> classify(String name, InputStream picture, int k) {
        checkCount(k);
        return classify(reader.read(name, picture), k);
    }

    /**
     * Labels a decoded picture.
     *
     * @param k as in {@link #classify(Path, int)}
     * @return as {@link #classify(Path, int)}
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws IllegalStateException    if this classifier is closed, or a logit is NaN
     * @throws UserException            if a logit is infinite: the weights overflow
     */
    public List<Prediction> classify(Picture picture, int k) {
        checkCount(k);
        return Prediction.top(logits(picture), k, labels);
    }

    /**
     * Labels a picture in a file, and finds the regions that speak for its most probable label.
     *
     * @return as {@link #explain(Path, int, OptionalInt)} of the first label, with five predictions
     */
    public Explanation explain(Path picture) {
        return explain(picture, 5, OptionalInt.empty());
    }

    /**
     * Labels a picture in a file, and finds the regions that speak for a class, by class activation maps.
     *
     * @param k          number of predictions, as in {@link #classify(Path, int)}
     * @param classIndex the class to explain, from 0; if empty, the most probable one
     * @throws UserException             as {@link #classify(Path, int)}
     * @throws IllegalArgumentException  if {@code k} is less than 1
     * @throws IndexOutOfBoundsException if there is no such class
     * @throws IllegalStateException     if this classifier is closed or not built for explanations, or a logit is NaN
     */
    public Explanation explain(Path picture, int k, OptionalInt classIndex) {
        requireExplainable(k, classIndex);
        return explain(reader.read(picture), k, classIndex);
    }

    /** Labels a decoded picture and explains a class, as {@link #explain(Path, int, OptionalInt)} does. */
    public Explanation explain(Picture picture, int k, OptionalInt classIndex) {
        ClassMaps asked = requireExplainable(k, classIndex);
        ClassMaps.OfPicture maps = asked.during(() -> logits(picture));
        double[] probabilities = Softmax.of(maps.logits());
        int[] order = TopK.indices(maps.logits(), Math.max(k, 2));
        int shown = classIndex.orElse(order[0]);
        int rival = shown == order[0] ? order[1] : order[0];
        ClassMap map = maps.of(shown);
        return new Explanation(
                preprocessing.preprocessor().seen(picture),
                Arrays.stream(order).limit(k).mapToObj(i -> Prediction.of(i, probabilities, labels)).toList(),
                Prediction.of(shown, probabilities, labels),
                Prediction.of(rival, probabilities, labels),
                map,
                map.minus(maps.of(rival)));
    }

    private ClassMaps requireExplainable(int k, OptionalInt classIndex) {
        checkCount(k);
        require(classMaps.isPresent(), "explanations");
        classIndex.ifPresent(index -> Objects.checkIndex(index, weights.architecture().classes()));
        return classMaps.orElseThrow();
    }

    private static void checkCount(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + "; ask for at least one label");
        }
    }

    /**
     * Returns the network's output before softmax.
     *
     * @return [classes]
     * @throws IllegalStateException if this classifier is closed or built for features, or a logit is NaN
     * @throws UserException         if a logit is infinite: the weights overflow
     */
    public float[] logits(Picture picture) {
        require(!features, "labels");
        return output(picture);
    }

    /**
     * Returns the features of a picture in a file: the input of the network's last layer, channel means of the last
     * activation.
     *
     * @return [512] or [2048], by the network
     * @throws UserException         as {@link #classify(Path, int)}; bad data also if a feature is infinite
     * @throws IllegalStateException if this classifier is closed or not built for features, or a feature is NaN
     */
    public float[] features(Path picture) {
        require(features, "features");
        return output(reader.read(picture));
    }

    /**
     * Returns the features of a picture in a stream, as {@link #features(Path)} does.
     *
     * @param name    stands for the picture in messages
     * @param picture is read to its end and left open
     */
    public float[] features(String name, InputStream picture) {
        require(features, "features");
        return output(reader.read(name, picture));
    }

    private static void require(boolean built, String what) {
        if (!built) {
            throw new IllegalStateException("the classifier was not built for " + what);
        }
    }

    private float[] output(Picture picture) {
        float[] input = preprocessing.preprocessor().input(picture);
        float[] logits = new float[weights.architecture().classes()];
        awaitWarmUp.run();
        if (alone) {
            engine.runAlone(input, logits);
        } else {
            engine.run(input, logits);
        }
        requireNoOverflow(logits);
        Logits.check(logits);
        return logits;
    }

    /**
     * Weights are finite, so a logit is infinite only if a sum is beyond the range of floats. NaN is left to
     * {@link Logits#check}.
     */
    private void requireNoOverflow(float[] logits) {
        for (float logit : logits) {
            if (Float.isInfinite(logit)) {
                throw UserException.badData(weights.file().source() + ": these weights overflow, a logit is " + logit
                        + "; give weights that were trained in 32-bit floats");
            }
        }
    }

    /**
     * Applies a task, such as labeling, to many pictures: one per lane of the engine at once, each on its own thread
     * from decoding to labels. A single picture is computed by all threads together.
     *
     * @param pictures the task's input, such as paths
     * @param task     is called by several threads at once; uses the classifier that it is given, which serves one
     *                 picture per lane
     * @param sink     receives the results, in the order of the pictures and on the calling thread; returns whether to
     *                 continue
     * @throws RuntimeException thrown by a task or the sink; tasks in progress have ended by then, later results are
     *         lost
     */
    public <T, R> void forEach(List<T> pictures, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        forEach(pictures.iterator(), pictures.size() > 1 ? engine.lanes() : 1, task, sink);
    }

    /**
     * Applies a task to each picture, as {@link #forEach(List, BiFunction, Predicate)} does, of a sequence of any
     * length.
     *
     * @param pictures is asked on the calling thread, and lazily: at most four elements per lane ahead of the sink. An
     *                 iterator that blocks delays earlier results; see {@link #forEachAsTheyCome}
     */
    public <T, R> void forEach(Iterator<T> pictures, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        forEach(pictures, engine.lanes(), task, sink);
    }

    /**
     * Applies a task to each picture of a sequence that may block, such as names from a pipe. Each result is delivered
     * as soon as it and those of all pictures before it are there, while the iterator waits for the next picture.
     *
     * @param pictures is asked on a daemon thread, which ends with the sequence; it may still wait when this method
     *                 returns early
     */
    public <T, R> void forEachAsTheyCome(Iterator<T> pictures, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        Objects.requireNonNull(pictures, "pictures");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(sink, "sink");
        InOrder.runAsTheyCome(tasks(new Classifier(this), pictures, task), engine.lanes(), sink);
    }

    /**
     * Applies a task to each picture, as {@link #forEach(Iterator, BiFunction, Predicate)} does, of a stream.
     *
     * @param pictures sequential or parallel, processed in encounter order; the caller closes it, as one of
     *                 {@code Files.walk} needs
     */
    public <T, R> void forEach(Stream<T> pictures, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        forEach(pictures.iterator(), engine.lanes(), task, sink);
    }

    private <T, R> void forEach(Iterator<T> pictures, int threads, BiFunction<Classifier, T, R> task, Predicate<R> sink) {
        Objects.requireNonNull(pictures, "pictures");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(sink, "sink");
        if (threads > 1) {
            InOrder.run(tasks(new Classifier(this), pictures, task), threads, sink);
            return;
        }
        boolean more = true;
        while (more && pictures.hasNext()) {
            more = sink.test(task.apply(this, pictures.next()));
        }
    }

    private static <T, R> Iterator<Callable<R>> tasks(
            Classifier shared, Iterator<T> pictures, BiFunction<Classifier, T, R> task) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pictures.hasNext();
            }

            @Override
            public Callable<R> next() {
                T picture = pictures.next();
                return () -> task.apply(shared, picture);
            }
        };
    }

    /**
     * Ends the network's threads and closes the weights, once the calls in progress have finished. A second call
     * changes nothing.
     */
    @Override
    public void close() {
        engine.close();
        weights.close();
    }
}
