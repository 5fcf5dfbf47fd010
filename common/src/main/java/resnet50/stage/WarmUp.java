package resnet50.stage;

import java.util.List;
import java.util.Optional;
import resnet50.core.AllocationMeter;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.core.Patience;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.core.WeightsFile;
import resnet50.weights.SyntheticWeights;

/**
 * Compiles a stage's code before the first picture, by running a tiny network in the background. Interpreted code runs
 * the Vector API about a thousand times slower than compiled code. So the first picture takes more than ten seconds
 * without a warm-up. A tiny network triggers the same compilations as a large one.
 */
public final class WarmUp {
    /**
     * Number of successive runs with equal allocation after which the code counts as compiled. Incompletely compiled
     * code allocates vectors on the heap; some stages allocate for other reasons too.
     */
    private static final int STEADY_RUNS = 12;

    private static WarmUp ahead;

    private final EngineProvider provider;
    private final EngineOptions options;
    private final Architecture likely;
    private volatile Thread thread;

    private WarmUp(EngineProvider provider, EngineOptions options, Architecture likely) {
        this.provider = provider;
        this.options = options;
        this.likely = likely;
    }

    /**
     * Starts a warm-up with the default options, before the options are parsed. In a new JVM, parsing takes as long as
     * compiling three kernels.
     */
    public static synchronized void startAhead() {
        try {
            ahead = start(Engines.provider(), Optional.empty(), EngineOptions.of(EngineOptions.USUAL_INPUT_SIZE));
        } catch (UserException _) {
            // no usable stage: the command that needs one reports the error
        }
    }

    /**
     * Starts a warm-up, or returns the one started ahead if it fits. Meanwhile the caller locates and loads the weights
     * and decodes the picture.
     *
     * @param asked   the network requested by the user; if empty, the weights determine it, and resnet50 is assumed
     * @param options options of the engine that will be built; their vector width becomes the JVM's
     */
    public static synchronized WarmUp start(
            EngineProvider provider, Optional<Architecture> asked, EngineOptions options) {
        Architecture likely = asked.or(() -> Architecture.named("resnet50")).orElseThrow();
        if (ahead != null && ahead.serves(likely, options)) {
            return ahead;
        }
        WarmUp warmUp = new WarmUp(provider, options, likely);
        warmUp.begin(likely, options, ahead == null ? null : ahead.thread);
        return warmUp;
    }

    private boolean serves(Architecture architecture, EngineOptions wanted) {
        return architecture.equals(likely)
                && wanted.inputSize() == options.inputSize()
                && wanted.vectorWidth() == options.vectorWidth();
    }

    /** Announces the network that will run, as soon as it is known. */
    public void expect(Architecture architecture) {
        expect(architecture, options);
    }

    /** Like {@link #expect(Architecture)}, for an engine whose input may have another size. */
    public void expect(Architecture architecture, EngineOptions built) {
        if (provider.generatesKernels() && !(architecture.equals(likely) && built.inputSize() == options.inputSize())) {
            begin(architecture, built, thread);
        }
    }

    /** @param before thread to wait for; may be null */
    private void begin(Architecture architecture, EngineOptions built, Thread before) {
        thread = Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            try {
                if (before != null) {
                    before.join();
                }
                if (!provider.warmUp(architecture, built)) {
                    runTinyNetwork(provider, architecture, built.vectorWidth());
                }
            } catch (UserException | InterruptedException _) {
                // the thread that builds the engine gets the same error; this thread is never interrupted
            }
        });
    }

    /**
     * Waits until the code is compiled. An interrupt ends the wait and the interrupt status is kept; the first run is
     * slow then.
     */
    public void await() {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns a network of one block per layer. Its channel counts are not multiples of the vector length, so that all
     * branches of a kernel are executed. It has groups narrower than a vector only if the likely network has groups: C2
     * optimizes for the branches seen in the profile, and a profile of empty loops made its code a quarter slower.
     */
    private static Architecture tiny(Architecture likely) {
        boolean grouped = likely.groups() > 1;
        return new Architecture("warm-up", BlockKind.BOTTLENECK, List.of(1, 1), 20, grouped ? 4 : 1, grouped ? 5 : 20, 1);
    }

    private static void runTinyNetwork(EngineProvider provider, Architecture likely, VectorWidth width) {
        Architecture tiny = tiny(likely);
        int size = EngineOptions.MIN_INPUT_SIZE;
        float[] input = SyntheticWeights.input(size);
        float[] logits = new float[tiny.classes()];
        EngineOptions options = new EngineOptions(size, 1, width, LayerListener.NONE, Progress.NONE);
        try (WeightsFile weights = new SyntheticWeights(tiny);
                Engine engine = provider.build(tiny, weights, options)) {
            Patience patience = Patience.usual();
            engine.run(input, logits); // starts compilation while the JVM initializes its counters
            AllocationMeter meter = new AllocationMeter();
            long bytes = AllocationMeter.UNKNOWN;
            int steadyRuns = 0;
            boolean compiled = false;
            while (!compiled && !patience.ends(0)) {
                long before = meter.callerBytes();
                engine.run(input, logits);
                long bytesOfRun = meter.callerBytes() - before;
                steadyRuns = bytesOfRun == bytes ? steadyRuns + 1 : 0;
                bytes = bytesOfRun;
                compiled = (meter.counts() && bytes == 0) || steadyRuns == STEADY_RUNS;
            }
        }
    }
}
