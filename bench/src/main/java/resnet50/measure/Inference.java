package resnet50.measure;

import java.util.List;
import resnet50.core.AllocationMeter;

/** A network and its input image. */
@FunctionalInterface
public interface Inference {
    /**
     * One forward pass with minimum latency.
     *
     * @param logits [classes] receives the result
     */
    void run(float[] logits);

    /** Number of threads that {@link #run} uses. */
    default int threads() {
        return 1;
    }

    /** Number of threads that may call {@link #runAlone} concurrently. */
    default int lanes() {
        return 1;
    }

    /** One forward pass on the calling thread alone, for maximum throughput. */
    default void runAlone(float[] logits) {
        run(logits);
    }

    /** As {@link resnet50.core.Engine#awaitFullSpeed}. */
    default void awaitFullSpeed() {}

    /** Multiply-accumulates that the algorithms need per image, without those of transforms; 0 if unknown. */
    default long neededMacs() {
        return 0;
    }

    /** Bytes read from the weights file so far; {@link AllocationMeter#UNKNOWN} if unknown. */
    default long weightsBytes() {
        return AllocationMeter.UNKNOWN;
    }

    /**
     * Time of each layer, as {@link Profile} measures it; empty if not available.
     *
     * @param runs number of runs to measure
     */
    default List<LayerTime> layers(int runs) {
        return List.of();
    }
}
