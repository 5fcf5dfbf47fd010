package resnet50.measure;

import java.util.List;
import java.util.function.IntFunction;
import resnet50.core.Engine;
import resnet50.core.LayerPlan;
import resnet50.core.WeightsFile;

/**
 * An engine and its input image.
 *
 * @param input   [size][size][3], as {@link Engine#run} takes it
 * @param weights the engine's weights
 * @param profile measures the time of each layer over a number of runs
 */
public record EngineInference(Engine engine, float[] input, WeightsFile weights, IntFunction<List<LayerTime>> profile)
        implements Inference {
    /** Without a profile. */
    EngineInference(Engine engine, float[] input, WeightsFile weights) {
        this(engine, input, weights, _ -> List.of());
    }

    @Override
    public void run(float[] logits) {
        engine.run(input, logits);
    }

    /** An engine has one thread per lane; all of them work on a single image. */
    @Override
    public int threads() {
        return engine.lanes();
    }

    @Override
    public int lanes() {
        return engine.lanes();
    }

    @Override
    public void runAlone(float[] logits) {
        engine.runAlone(input, logits);
    }

    @Override
    public void awaitFullSpeed() {
        engine.awaitFullSpeed();
    }

    @Override
    public long neededMacs() {
        return engine.plan().stream().mapToLong(LayerPlan::macs).sum();
    }

    @Override
    public long weightsBytes() {
        return weights.bytesRead();
    }

    @Override
    public List<LayerTime> layers(int runs) {
        return profile.apply(runs);
    }
}
