package resnet50.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import resnet50.core.Engine;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.stage.Engines;
import resnet50.weights.OpenedWeights;
import resnet50.weights.SyntheticWeights;

/** The whole network on one picture. */
// the settings of ConvolutionBenchmark, so that the results are comparable
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class NetworkBenchmark {
    private OpenedWeights weights;
    private Engine engine;
    private float[] input;
    private float[] logits;

    /** Builds the engine after the stage's own warm-up, as the command line does. */
    @Setup(Level.Trial)
    public void build() {
        Settings settings = Settings.fromProperties();
        weights = settings.openWeights();
        EngineProvider provider = Engines.provider(settings.vectorWidth());
        provider.warmUp(weights.architecture(), settings.options(LayerListener.NONE));
        engine = provider.build(weights.architecture(), weights.file(), settings.options(LayerListener.NONE));
        engine.awaitFullSpeed();
        input = SyntheticWeights.input(settings.inputSize());
        logits = new float[weights.architecture().classes()];
    }

    @TearDown
    public void close() {
        engine.close();
        weights.close();
    }

    /** Returns the logits to JMH's black hole, which prevents dead-code elimination. */
    @Benchmark
    public float[] run() {
        engine.run(input, logits);
        return logits;
    }
}
