package resnet50.core;

import java.util.List;

/**
 * A network with its weights, ready to process one picture after another.
 *
 * <p>Not thread-safe, with one exception: several threads may call {@link #runAlone} at the same time, up to
 * {@link #lanes}. {@link #close} must be called only after all calls have returned. {@link resnet50.api.Classifier}
 * lets any number of threads share an engine.
 */
public interface Engine extends AutoCloseable {
    /**
     * Runs one forward pass with the lowest latency.
     *
     * @param input  [size][size][3] normalized red, green and blue, {@code size} as in {@link EngineOptions}; not
     *               changed
     * @param logits [classes] receives the result
     */
    void run(float[] input, float[] logits);

    /** Maximum number of concurrent {@link #runAlone} calls. No {@link #run} may be active at the same time. */
    default int lanes() {
        return 1;
    }

    /**
     * Runs one forward pass on the calling thread only, for the highest throughput of concurrent calls.
     *
     * @param input  as for {@link #run}
     * @param logits as for {@link #run}; the numbers are bitwise the same
     */
    default void runAlone(float[] input, float[] logits) {
        run(input, logits);
    }

    /**
     * Plans of the layers, in the order of the forward pass; {@code profile} prints them beside the times. Empty if the
     * stage computes all layers by the same algorithm.
     */
    default List<LayerPlan> plan() {
        return List.of();
    }

    /**
     * Blocks until all kernels, deferred ones included, are compiled. For benchmarks: a single picture is faster
     * without this call.
     */
    default void awaitFullSpeed() {}

    /** Releases threads and memory. The engine must not be used afterwards. */
    @Override
    default void close() {}
}
