package resnet50.engine;

import java.util.List;

/** A network with its weights, ready to run on one picture after another. Not safe for use by two threads at once. */
public interface Engine extends AutoCloseable {
    /**
     * One forward pass.
     *
     * @param input  [size][size][3] normalised red, green and blue, {@code size} as in {@link EngineOptions}; not changed
     * @param logits [classes] receives the result
     */
    void run(float[] input, float[] logits);

    /**
     * How each layer is computed, in the order of the forward pass; {@code profile} shows it beside the times. Empty where every
     * layer is computed in the one way that the stage knows.
     */
    default List<LayerPlan> plan() {
        return List.of();
    }

    /** Lets go of threads and memory; the engine must not be used afterwards. */
    @Override
    default void close() {}
}
