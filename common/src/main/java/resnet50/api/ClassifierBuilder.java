package resnet50.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.label.ClassMaps;
import resnet50.label.LabelFile;
import resnet50.label.Labels;
import resnet50.picture.Exif;
import resnet50.picture.Nv12;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.Preprocessing;
import resnet50.preprocess.PreprocessingOptions;
import resnet50.preprocess.WeightsPreprocessing;
import resnet50.stage.Engines;
import resnet50.stage.KernelDump;
import resnet50.stage.WarmUp;
import resnet50.weights.Averaged;
import resnet50.weights.FeatureWeights;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/**
 * Options of a {@link Classifier}, each with a default. For use by one thread; it may open several classifiers. Methods
 * refuse null with {@link NullPointerException} unless they say otherwise.
 */
public final class ClassifierBuilder {
    private Optional<String> weights = Optional.empty();
    private Optional<Architecture> architecture = Optional.empty();
    private Averaged averaged = Averaged.PREFERRED;
    private Optional<Preprocessor> preprocessor = Optional.empty();
    private PreprocessingOptions preprocessing = PreprocessingOptions.NONE;
    private Optional<Path> labels = Optional.empty();
    private boolean features;
    private boolean explanations;
    private Exif exif = Exif.APPLY;
    private boolean lenient;
    private Optional<Nv12> rawFrames = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private VectorWidth vectorWidth = VectorWidth.AUTO;
    private Path kernelDump;
    private Optional<EngineProvider> engine = Optional.empty();
    private Progress progress = Progress.NONE;
    private Consumer<String> log = message -> {};

    ClassifierBuilder() {}

    /**
     * Sets the weights; by default the first ones found.
     *
     * @param file path of a weights file, or {@code synthetic} for seeded numbers whose labels mean nothing
     */
    public ClassifierBuilder weights(String file) {
        this.weights = Optional.of(file);
        return this;
    }

    /** Sets the network; by default the one that the weights are recognized as. */
    public ClassifierBuilder architecture(Architecture wanted) {
        this.architecture = Optional.of(wanted);
        return this;
    }

    /** Sets which weights of a checkpoint are used if it has raw and averaged ones; by default the averaged ones. */
    public ClassifierBuilder averaged(Averaged wanted) {
        this.averaged = Objects.requireNonNull(wanted);
        return this;
    }

    /**
     * Sets the preprocessing of pictures. By default it is that of the weights, if {@link WeightsPreprocessing} finds
     * one, otherwise {@link Preprocessor#STANDARD}.
     */
    public ClassifierBuilder preprocessor(Preprocessor wanted) {
        this.preprocessor = Optional.of(wanted);
        return this;
    }

    /** Overrides parts of the weights' preprocessing; no effect on {@link #preprocessor}. */
    public ClassifierBuilder preprocessing(PreprocessingOptions parts) {
        this.preprocessing = Objects.requireNonNull(parts);
        return this;
    }

    /**
     * Sets a file with the names of the classes; see {@link LabelFile}. By default ImageNet's names, if there are 1000
     * classes.
     */
    public ClassifierBuilder labels(Path file) {
        this.labels = Optional.of(file);
        return this;
    }

    /**
     * Sets whether the classifier computes features, the input of the network's last layer, instead of labels. Then
     * only {@link Classifier#features} may be called.
     */
    public ClassifierBuilder features(boolean wanted) {
        this.features = wanted;
        return this;
    }

    /**
     * Sets whether {@link Classifier#explain} may be called. Then the classifier keeps a copy of the last layer's weights,
     * 8 MB for resnet50.
     */
    public ClassifierBuilder explanations(boolean wanted) {
        this.explanations = wanted;
        return this;
    }

    /** Sets whether EXIF orientation is applied; by default it is. */
    public ClassifierBuilder exif(Exif handling) {
        this.exif = Objects.requireNonNull(handling);
        return this;
    }

    /** Sets whether the readable part of a damaged picture is labeled; by default damaged pictures are refused. */
    public ClassifierBuilder lenient(boolean accept) {
        this.lenient = accept;
        return this;
    }

    /** Sets that files and streams are raw frames of a camera; by default they are pictures. */
    public ClassifierBuilder rawFrames(Nv12 format) {
        this.rawFrames = Optional.of(format);
        return this;
    }

    /**
     * Sets how many threads compute; by default one per available processor. Stages 1 to 5 use one.
     *
     * @param count at least 1
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public ClassifierBuilder threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " threads");
        }
        this.threads = count;
        return this;
    }

    /** Sets the width of the stage's vectors. The first classifier in a JVM fixes the width for all later ones. */
    public ClassifierBuilder vectorWidth(VectorWidth width) {
        this.vectorWidth = Objects.requireNonNull(width);
        return this;
    }

    /**
     * Sets a folder for the kernels that the stage generates, which is created if necessary; by default they are not
     * written.
     *
     * @param folder null for no dump
     */
    public ClassifierBuilder kernelDump(Path folder) {
        this.kernelDump = folder;
        return this;
    }

    /** Sets the source of the engine; by default the stage on the class path. */
    public ClassifierBuilder engine(EngineProvider provider) {
        this.engine = Optional.of(provider);
        return this;
    }

    /** Sets a listener for the progress of loading. */
    public ClassifierBuilder progress(Progress listener) {
        this.progress = Objects.requireNonNull(listener);
        return this;
    }

    /**
     * Sets a listener for one-line notes: which weights were taken, and what is unusual about a picture. Notes about
     * pictures come on the threads that decode them.
     */
    public ClassifierBuilder log(Consumer<String> listener) {
        this.log = Objects.requireNonNull(listener);
        return this;
    }

    /**
     * Checks the JVM and the class path, finds and checks the weights, and builds the network.
     *
     * @throws UserException usage: no stage, or several, on the class path; the JVM runs without the module
     *         {@code jdk.incubator.vector}, or has narrower vectors than asked for. No input: weights or labels not
     *         found or unreadable. Bad data: broken weights or those of another network, broken labels or another
     *         number of them, a preprocessing of the weights that is not supported, explanations of a single class
     * @throws IllegalStateException if both features and explanations are wanted
     */
    public Classifier open() {
        if (features && explanations) {
            throw new IllegalStateException("features have no labels to explain");
        }
        EngineProvider provider = engine.orElseGet(() -> Engines.provider(vectorWidth));
        Path dump = KernelDump.prepare(provider, kernelDump);
        int likelySize = preprocessor.orElseGet(() -> preprocessing.applyTo(Preprocessor.STANDARD)).crop();
        EngineOptions likely = new EngineOptions(likelySize, threads, vectorWidth, LayerListener.NONE, progress, dump);
        Optional<WarmUp> warmUp =
                engine.isPresent() ? Optional.empty() : Optional.of(WarmUp.start(provider, architecture, likely));
        Optional<List<String>> names = labels.map(LabelFile::read);
        OpenedWeights opened = openWeights();
        try {
            Labels classes = names.map(list -> checked(list, opened.architecture())).orElseGet(() -> defaultLabels(opened));
            Preprocessing chosen = preprocessor.map(p -> new Preprocessing(p, Preprocessing.GIVEN))
                    .orElseGet(() -> WeightsPreprocessing.find(opened.file().source(), opened.config(), preprocessing));
            Optional<ClassMaps> maps = explanations ? Optional.of(classMaps(opened)) : Optional.empty();
            EngineOptions options = likely.withInputSize(chosen.preprocessor().crop())
                    .withListener(maps.<LayerListener>map(m -> m).orElse(LayerListener.NONE));
            warmUp.ifPresent(running -> running.expect(opened.architecture(), options));
            long start = System.nanoTime();
            Engine built = provider.build(opened.architecture(), opened.file(), options);
            long millis = (System.nanoTime() - start) / 1_000_000;
            log.accept(opened.description() + ", " + opened.architecture().name() + " built in " + millis + " ms"
                    + (built.lanes() > 1 ? ", " + built.lanes() + " threads" : ""));
            if (chosen.isOfWeights()) {
                log.accept(chosen.description());
            }
            return new Classifier(
                    opened, built, awaiting(warmUp), reader(), chosen, classes, features, maps);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private PictureReader reader() {
        PictureReader reader = new PictureReader(exif, lenient, log);
        return rawFrames.map(reader::ofRawFrames).orElse(reader);
    }

    private static Runnable awaiting(Optional<WarmUp> warmUp) {
        return () -> warmUp.ifPresent(WarmUp::await);
    }

    private OpenedWeights openWeights() {
        OpenedWeights opened = WeightsLocator.ofThisMachine().open(weights, architecture, averaged);
        return features ? FeatureWeights.of(opened) : opened;
    }

    private static ClassMaps classMaps(OpenedWeights opened) {
        if (opened.architecture().classes() < 2) {
            throw UserException.badData(opened.file().source() + ": this network has one class; an explanation needs two");
        }
        return new ClassMaps(opened.architecture(), opened.file());
    }

    private Labels checked(List<String> names, Architecture network) {
        if (!features) {
            LabelFile.requireOnePerClass(labels.orElseThrow(), names, network.classes());
        }
        return Labels.of(names);
    }

    private static Labels defaultLabels(OpenedWeights opened) {
        boolean imageNet = opened.architecture().classes() == Architecture.IMAGENET_CLASSES;
        return opened.labels().map(Labels::of).orElseGet(() -> imageNet ? Labels.imageNet() : Labels.none());
    }
}
