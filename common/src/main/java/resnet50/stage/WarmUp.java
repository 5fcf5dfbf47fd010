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
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.core.WeightsFile;
import resnet50.weights.SyntheticWeights;

/**
 * Has a stage's code compiled before the first picture comes, by running a tiny network in the background. Interpreted code runs
 * the Vector API about a thousand times slower than compiled code: an unprepared first picture takes ten seconds and more,
 * while a few numbers teach the compiler as much as whole layers do.
 */
public final class WarmUp {
    /**
     * Code that is not compiled to the end keeps its vectors on the heap. Where a run allocates for other reasons too, as many in
     * succession must have allocated the same.
     */
    private static final int STEADY_RUNS = 12;

    /** Where nothing is ever compiled, as under {@code -Xint}, the picture had better begin. */
    private static final long PATIENCE_NANOS = 4_000_000_000L;

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
     * Begins with what is needed if the user asks for nothing special, before it is known what he asks for: reading options takes a
     * new JVM as long as compiling three kernels.
     */
    public static synchronized void startAhead() {
        try {
            ahead = start(Engines.provider(), Optional.empty(), EngineOptions.of(EngineOptions.USUAL_INPUT_SIZE));
        } catch (UserException _) {
            // no usable stage: the command that asks for one reports it
        }
    }

    /**
     * Begins, unless it has begun already; finding and loading the weights and decoding the picture are time enough.
     *
     * @param asked the network that the user wants; empty if the weights will tell, which mostly are those of resnet50
     * @param options of the engine that will be built; its vector width settles that of the JVM
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

    /** To be told when it is known which network will run. */
    public void expect(Architecture architecture) {
        expect(architecture, options);
    }

    /** As {@link #expect(Architecture)}, of an engine whose input may have another size. */
    public void expect(Architecture architecture, EngineOptions built) {
        if (provider.generatesKernels() && !(architecture.equals(likely) && built.inputSize() == options.inputSize())) {
            begin(architecture, built, thread);
        }
    }

    /** @param before is waited for; may be null */
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
                // the engine that is asked for says so, in the thread that asks for it; nobody interrupts this one
            }
        });
    }

    /** Waits until the code is compiled. An interrupt ends the wait and stays set; the first run is slow then. */
    public void await() {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One block a layer; the channels are no multiple of a vector's length, so that every way through a kernel is taken. But groups
     * narrower than a vector it has only if they will come: the compiler expects again what it has seen, and if that was a loop
     * with nothing to do, its code is a quarter slower from then on.
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
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            engine.run(input, logits); // gives the compiler work while the JVM gets its counters ready
            AllocationMeter meter = new AllocationMeter();
            long bytes = AllocationMeter.UNKNOWN;
            int steadyRuns = 0;
            boolean compiled = false;
            while (!compiled && System.nanoTime() < deadline) {
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
