package resnet50;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import resnet50.api.Progress;
import resnet50.engine.Architecture;
import resnet50.engine.ConvShape;
import resnet50.engine.Convolution;
import resnet50.engine.LayerListener;

/** How the plan divides on many threads: the README's table is what comes of it here. */
class ScalingOnPaperTest {
    private static final int[] THREADS = {2, 4, 8, 16, 32, 64};
    private static final int POOLS = 2;

    private final Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
    private final Buffers buffers = new Buffers(LayerListener.NONE);
    private final Weights weights = new Weights(null, Progress.NONE, 0);

    /** Work, and how many multiplications it takes. */
    private record Layer(Work work, long macs) {}

    /** The convolutions; fc is one of them. */
    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (Convolution convolution : resnet50.convolutions(224)) {
            ConvShape s = convolution.shape();
            boolean copied = s.kernel() == 1 && s.stride() > 1; // by Downsample
            ConvShape seen = copied ? new ConvShape(s.inC(), s.outH(), s.outW(), s.outC(), 1, 1, 0, 1) : s;
            layers.add(new Layer(work(seen), s.macs()));
        }
        return layers;
    }

    private Work work(ConvShape shape) {
        Activation in = shape.inC() < Simd.LANES
                ? buffers.takePicture(shape.inH(), shape.inW(), shape.inC(), shape.pad())
                : buffers.take(shape.inH(), shape.inW(), shape.inC(), shape.pad());
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        ConvWeights packed = new ConvWeights(shape, "unread", weights, () -> null);
        Winograd winograd = WinogradConv.choose(shape);
        return winograd == null
                ? new DirectConv(shape, in, out, null, true, weights, packed)
                : new WinogradConv(winograd, shape, in, out, null, true, weights, packed, buffers);
    }

    /** With all pieces of a layer as long as each other: the slowest thread's, layer by layer, against all. */
    private static double timesAsFast(List<Layer> layers, int threads) {
        double slowest = 0;
        long all = 0;
        for (Layer layer : layers) {
            int pieces = layer.work.pieces(threads);
            slowest += (double) layer.macs * Math.ceilDiv(pieces, threads) / pieces;
            all += layer.macs;
        }
        return all / slowest;
    }

    @Test
    void theReadmeSaysWhatThePlanSays() throws IOException {
        List<Layer> layers = layers();
        StringBuilder row = new StringBuilder("| at most so many times as fast |");
        for (int threads : THREADS) {
            row.append(String.format(Locale.ROOT, " %.1f |", timesAsFast(layers, threads)));
        }
        // as by PixelCopy
        long copies = resnet50.convolutions(224).stream().map(Convolution::shape).filter(s -> s.stride() > 1 && s.inC() >= Simd.LANES).count();
        String readme = Files.readString(Path.of(System.getProperty("basedir"), "README.md"));
        if (Simd.BITS == 512) { // the README's own
            assertTrue(readme.contains(row), row.toString());
        }
        assertTrue(readme.contains("There are " + (layers.size() + POOLS + copies) + " meetings a picture"), layers.size() + " layers");
    }
}
