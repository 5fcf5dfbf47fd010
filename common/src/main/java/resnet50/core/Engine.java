package resnet50.core;

import java.util.List;

/**
 * A network with its weights, ready to run on one picture after another.
 *
 * <p>Not safe for simultaneous use, unless a stage says that it is: only {@link #runAlone} may be called by several threads at once, and
 * {@link #close} only after all calls have returned. {@link resnet50.api.Classifier} lets any number of threads share an engine.
 */
public interface Engine extends AutoCloseable {
    /**
     * One forward pass, as quickly as it can be had.
     *
     * @param input  [size][size][3] normalised red, green and blue, {@code size} as in {@link EngineOptions}; not changed
     * @param logits [classes] receives the result
     */
    void run(float[] input, float[] logits);

    /** How many threads may be in {@link #runAlone} at once, each with a picture of its own; none may be in {@link #run} then. */
    default int lanes() {
        return 1;
    }

    /**
     * One forward pass on the calling thread alone, for as many pictures a second as can be had.
     *
     * @param input  as of {@link #run}
     * @param logits as of {@link #run}, and the same numbers to the bit
     */
    default void runAlone(float[] input, float[] logits) {
        run(input, logits);
    }

    /**
     * How each layer is computed, in the order of the forward pass; {@code profile} shows it beside the times. Empty where every
     * layer is computed in the one way that the stage knows.
     */
    default List<LayerPlan> plan() {
        return List.of();
    }

    /**
     * Waits until all code that pictures will run is compiled, also such as others stand in for until many pictures have come. For who
     * measures; a single picture is there sooner without it.
     */
    default void awaitFullSpeed() {}

    /** Lets go of threads and memory; the engine must not be used afterwards. */
    @Override
    default void close() {}
}
