package resnet50.measure;

import java.util.List;
import resnet50.core.AllocationMeter;

/** A network and the picture that it always runs on: what is measured. */
@FunctionalInterface
public interface Inference {
    /**
     * One forward pass, as quickly as it can be had.
     *
     * @param logits [classes] receives the result
     */
    void run(float[] logits);

    /** How many threads {@link #run} computes with. */
    default int threads() {
        return 1;
    }

    /** How many threads may be in {@link #runAlone} at once. */
    default int lanes() {
        return 1;
    }

    /** One forward pass on the calling thread alone, for as many pictures a second as can be had; else as {@link #run}. */
    default void runAlone(float[] logits) {
        run(logits);
    }

    /** As {@link resnet50.core.Engine#awaitFullSpeed}. */
    default void awaitFullSpeed() {}

    /** Bytes taken from the weights file so far; the same at all times if nobody knows. */
    default long weightsBytes() {
        return AllocationMeter.UNKNOWN;
    }

    /**
     * What each layer takes, as {@link Profile} measures it; empty if nobody knows.
     *
     * @param runs to measure
     */
    default List<LayerTime> layers(int runs) {
        return List.of();
    }
}
