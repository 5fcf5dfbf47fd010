package resnet50.engine;

import java.util.List;
import java.util.Optional;
import resnet50.api.Progress;
import resnet50.api.UserException;
import resnet50.engine.Architecture.BlockKind;
import resnet50.measure.AllocationMeter;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFile;

/**
 * Has a stage's code compiled before the first picture comes, by running a tiny network in the background. Interpreted code runs
 * the Vector API about a thousand times slower than compiled code: an unprepared first picture takes ten seconds and more,
 * while a few numbers teach the compiler as much as whole layers do.
 */
public final class WarmUp {
    /** One block a layer; the channels are no multiple of a vector's length, so that every way through a kernel is taken. */
    private static final Architecture TINY =
            new Architecture("warm-up", BlockKind.BOTTLENECK, List.of(1, 1), 20, 4, 5, 1);

    /**
     * Code that is not compiled to the end keeps its vectors on the heap. Where a run allocates for other reasons too, as many in
     * succession must have allocated the same.
     */
    private static final int STEADY_RUNS = 12;

    /** Where nothing is ever compiled, as under {@code -Xint}, the picture had better begin. */
    private static final long PATIENCE_NANOS = 4_000_000_000L;

    private final Thread thread;

    private WarmUp(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins; finding and loading the weights and decoding the picture are time enough.
     *
     * @param asked the network that the user wants; empty if the weights will tell, which mostly are those of resnet50
     * @param options of the engine that will be built; its vector width settles that of the JVM
     */
    public static WarmUp start(EngineProvider provider, Optional<Architecture> asked, EngineOptions options) {
        Architecture likely = asked.or(() -> Architecture.named("resnet50")).orElseThrow();
        return new WarmUp(Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            try {
                provider.warmUp(likely, options);
            } catch (UserException _) {
                // the engine that is asked for says so, in the thread that asks for it
            }
        }));
    }

    /** Waits until the code is compiled. An interrupt ends the wait and stays set; the first run is slow then. */
    public void await() {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static void runTinyNetwork(EngineProvider provider, VectorWidth width) {
        int size = EngineOptions.MIN_INPUT_SIZE;
        float[] input = SyntheticWeights.input(size);
        float[] logits = new float[TINY.classes()];
        EngineOptions options = new EngineOptions(size, 1, width, LayerListener.NONE, Progress.NONE);
        try (WeightsFile weights = new SyntheticWeights(TINY);
                Engine engine = provider.build(TINY, weights, options)) {
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
