package resnet50.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.engine.EngineOptions;
import resnet50.engine.EngineProvider;
import resnet50.engine.Engines;
import resnet50.engine.KernelDump;
import resnet50.engine.LayerListener;
import resnet50.engine.VectorWidth;
import resnet50.engine.WarmUp;
import resnet50.picture.Exif;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/** What a {@link Classifier} may be told; all of it has a default. */
public final class ClassifierBuilder {
    private Optional<String> weights = Optional.empty();
    private Optional<Architecture> architecture = Optional.empty();
    private Preprocessor preprocessor = Preprocessor.STANDARD;
    private Exif exif = Exif.APPLY;
    private boolean lenient;
    private int threads = Runtime.getRuntime().availableProcessors();
    private VectorWidth vectorWidth = VectorWidth.AUTO;
    private Path kernelDump;
    private Progress progress = Progress.NONE;
    private Consumer<String> log = message -> {};

    ClassifierBuilder() {}

    /** A weights file, or {@code synthetic}; by default the first that is found. */
    public ClassifierBuilder weights(String file) {
        this.weights = Optional.of(file);
        return this;
    }

    /** By default what the weights are recognized as. */
    public ClassifierBuilder architecture(Architecture wanted) {
        this.architecture = Optional.of(wanted);
        return this;
    }

    /** By default shorter side to 256, middle 224×224. */
    public ClassifierBuilder preprocessor(Preprocessor wanted) {
        this.preprocessor = wanted;
        return this;
    }

    /** By default pictures are turned upright. */
    public ClassifierBuilder exif(Exif handling) {
        this.exif = handling;
        return this;
    }

    /** Whether to label what can be seen of a damaged picture; by default no. */
    public ClassifierBuilder lenient(boolean accept) {
        this.lenient = accept;
        return this;
    }

    /** By default as many as there are cores. */
    public ClassifierBuilder threads(int count) {
        this.threads = count;
        return this;
    }

    public ClassifierBuilder vectorWidth(VectorWidth width) {
        this.vectorWidth = width;
        return this;
    }

    /** A folder, made if need be, for the kernels that the stage generates; by default, or if null, they are not written. */
    public ClassifierBuilder kernelDump(Path folder) {
        this.kernelDump = folder;
        return this;
    }

    /** Is told how loading gets on; by default nobody is. */
    public ClassifierBuilder progress(Progress listener) {
        this.progress = listener;
        return this;
    }

    /** Is told in a line each which weights were taken and what is odd about a picture; by default nobody is. */
    public ClassifierBuilder log(Consumer<String> listener) {
        this.log = listener;
        return this;
    }

    /** Finds the weights, checks them and builds the network. */
    public Classifier open() {
        EngineProvider provider = Engines.provider();
        Path dump = KernelDump.prepare(provider, kernelDump);
        EngineOptions options =
                new EngineOptions(preprocessor.crop(), threads, vectorWidth, LayerListener.NONE, progress, dump);
        WarmUp warmUp = WarmUp.start(provider, architecture, options);
        OpenedWeights opened = WeightsLocator.ofThisMachine().open(weights, architecture);
        try {
            warmUp.expect(opened.architecture());
            long start = System.nanoTime();
            Engine engine = provider.build(opened.architecture(), opened.file(), options);
            long millis = (System.nanoTime() - start) / 1_000_000;
            log.accept(opened.description() + ", " + opened.architecture().name() + " built in " + millis + " ms"
                    + (engine.lanes() > 1 ? ", " + engine.lanes() + " threads" : ""));
            return new Classifier(opened, engine, warmUp::await, new PictureReader(exif, lenient, log), preprocessor);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }
}
