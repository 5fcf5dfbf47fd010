package resnet50.engine;

import java.util.List;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFile;

/**
 * Has a stage's code compiled before the first picture comes, by running a tiny network of the same kind. Interpreted code runs
 * the Vector API about a thousand times slower than compiled code: an unprepared first picture takes ten seconds and more,
 * while a few numbers teach the compiler as much as whole layers do.
 */
final class WarmUp {
    /** No multiple of a vector's length, so that every way through a kernel is taken. */
    private static final int CHANNELS = 20;

    /** The tiny network takes some hundred milliseconds interpreted, and less than one compiled. */
    private static final long COMPILED_NANOS = 3_000_000;

    /** Where nothing is ever compiled, as under {@code -Xint}, the picture had better begin. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private WarmUp() {}

    /** Begins in the background. */
    static Thread start(EngineProvider provider, Architecture architecture) {
        return Thread.ofPlatform().daemon().name("warm-up").start(() -> run(provider, tiny(architecture)));
    }

    private static Architecture tiny(Architecture a) {
        int groups = Math.min(a.groups(), 4);
        return new Architecture("warm-up", a.block(), List.of(1, 1), CHANNELS, groups, CHANNELS / groups, 1);
    }

    private static void run(EngineProvider provider, Architecture tiny) {
        int size = EngineOptions.MIN_INPUT_SIZE;
        float[] input = SyntheticWeights.input(size);
        float[] logits = new float[tiny.classes()];
        try (WeightsFile weights = new SyntheticWeights(tiny);
                Engine engine = provider.build(tiny, weights, EngineOptions.of(size))) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            long start;
            long end;
            do {
                start = System.nanoTime();
                engine.run(input, logits);
                end = System.nanoTime();
            } while (end - start > COMPILED_NANOS && end < deadline);
        }
    }
}
