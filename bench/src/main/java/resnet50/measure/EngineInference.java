package resnet50.measure;

import java.util.List;
import java.util.function.IntFunction;
import resnet50.core.Engine;
import resnet50.core.WeightsFile;

/**
 * A stage's engine and a picture.
 *
 * @param input   [size][size][3], as {@link Engine#run} wants it
 * @param weights what the engine reads from
 * @param profile measures what each layer takes in so many runs
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

    /** An engine that takes several pictures at once has a thread for each, and all of them work on one if there is but one. */
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
    public long weightsBytes() {
        return weights.bytesRead();
    }

    @Override
    public List<LayerTime> layers(int runs) {
        return profile.apply(runs);
    }
}
