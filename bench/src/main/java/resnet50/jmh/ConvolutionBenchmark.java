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

/** One convolution of the network, again and again on the same numbers: what it takes when its weights are in the caches. */
// a mean over all calls of a second: the clock's own 25 ns are lost in it, whether a call takes 50 us or 500 ms
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
// a JVM of its own for each shape: where one kernel serves several, its profile must not be of all of them
@Fork(1)
// compiled for good within the first two; at least one call each, however slow
@Warmup(iterations = 3, time = 1)
// enough to see a shape that is slow; compare --pairs tells two stages apart: it measures them in turns
@Measurement(iterations = 3, time = 1)
// one convolution must not be run by two threads at once
@State(Scope.Benchmark)
public class ConvolutionBenchmark {
    /** The layer's name. */
    @Param("")
    public String layer;

    private OpenedWeights weights;
    private ConvolutionRun convolution;
    private float[] result;

    /** Builds the convolution, which on some stages has its kernel compiled. */
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

    /** What is returned goes into one of JMH's black holes; a result that nobody takes need not be computed. */
    @Benchmark
    public float[] run() {
        convolution.run();
        return result;
    }

    /** Keeps the array that the result is in, and costs the stage nothing. */
    private final class Keeper implements LayerListener {
        @Override
        public void finished(String name, float[] data, int offset, int height, int width, int channels) {
            result = data;
        }

        @Override
        public boolean readsNumbers() {
            return false;
        }
    }
}
