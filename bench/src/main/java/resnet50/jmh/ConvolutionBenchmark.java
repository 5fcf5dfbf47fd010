package resnet50.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.LayerListener;
import resnet50.stage.Engines;
import resnet50.weights.OpenedWeights;

/** One convolution of the network, repeated on the same input, so that its weights stay in the caches. */
// mean over all calls in one second: the clock's 25 ns are negligible for calls of 50 us to 500 ms
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
// one JVM per shape: a kernel shared by several shapes must not have a mixed profile
@Fork(1)
// C2 is done within the first two iterations; each iteration makes at least one call
@Warmup(iterations = 3, time = 1)
// enough to find a slow shape; compare --pairs compares two stages more precisely, in alternating runs
@Measurement(iterations = 3, time = 1)
// a convolution is not thread-safe
@State(Scope.Benchmark)
public class ConvolutionBenchmark {
    /** Name of the layer. */
    @Param("")
    public String layer;

    private OpenedWeights weights;
    private ConvolutionRun convolution;
    private float[] result;

    /** Builds the convolution. Some stages compile its kernel here. */
    @Setup(Level.Trial)
    public void build() {
        Settings settings = Settings.fromProperties();
        weights = settings.openWeights();
        Convolution asked = weights.architecture().convolutions(settings.inputSize()).stream()
                .filter(c -> c.name().equals(layer))
                .findFirst()
                .orElseThrow();
        ConvShape shape = asked.shape();
        float[] input = new float[shape.inH() * shape.inW() * shape.inC()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (i % 255 - 127) / 128f;
        }
        convolution = Engines.provider(settings.vectorWidth()).convolution(asked, input, weights.file(), settings.options(new Keeper()));
    }

    @TearDown
    public void close() {
        convolution.close();
        weights.close();
    }

    /** Returns the result to JMH's black hole, which prevents dead-code elimination. */
    @Benchmark
    public float[] run() {
        convolution.run();
        return result;
    }

    /** Keeps the result's array without cost to the stage. */
    private final class Keeper implements LayerListener {
        @Override
        public void finished(String name, float[] data, int offset, int height, int width, int channels) {
            result = data;
        }

        @Override
        public boolean reads(String layer) {
            return false;
        }
    }
}
