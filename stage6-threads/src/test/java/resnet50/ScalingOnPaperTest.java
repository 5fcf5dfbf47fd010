package resnet50;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import resnet50.algorithms.ConvWeights;
import resnet50.algorithms.DirectConv;
import resnet50.algorithms.PixelCopy;
import resnet50.algorithms.WinogradConv;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.kernels.Winograd;

/** Computes upper bounds of the speed-up on many threads from the plan and compares them with the README's table. */
class ScalingOnPaperTest {
    private static final int[] THREADS = {2, 4, 8, 16, 32, 64};
    private static final int POOLS = 2;

    private final Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
    private final Buffers buffers = new Buffers(LayerListener.NONE);
    private final Weights weights = new Weights(null, Progress.NONE, 0);

    /** A layer's work, the preceding copy or null, and the number of multiplications. */
    private record Layer(Work work, PixelCopy copy, long macs) {}

    /** All convolutions; fc is one of them. */
    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (Convolution convolution : resnet50.convolutions(224)) {
            layers.add(layer(convolution.shape()));
        }
        return layers;
    }

    private Layer layer(ConvShape shape) {
        Activation in = shape.inC() < Simd.LANES
                ? buffers.takePicture(shape.inH(), shape.inW(), shape.inC(), shape.pad())
                : buffers.take(shape.inH(), shape.inW(), shape.inC(), shape.pad());
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        PixelCopy copy = PixelCopy.before(shape, in, buffers);
        ConvShape onSeen = copy == null ? shape : copy.seenBy(shape);
        Activation seen = copy == null ? in : copy.out();
        ConvWeights packed = new ConvWeights(shape, "unread", weights, () -> null);
        Winograd winograd = WinogradConv.choose(shape, WinogradConv.variants(shape));
        Work work = winograd == null
                ? new DirectConv(onSeen, seen, out, null, true, weights, packed)
                : new WinogradConv(winograd, shape, in, out, null, true, weights, packed, buffers);
        return new Layer(work, copy, shape.macs());
    }

    /**
     * Upper bound of the speed-up if all pieces of a layer take the same time: all work, divided by the work of the
     * slowest thread in each layer, summed.
     */
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
    void theReadmesTableEqualsThePlansUpperBounds() throws IOException {
        List<Layer> layers = layers();
        StringBuilder row = new StringBuilder("| speed-up at most |");
        for (int threads : THREADS) {
            row.append(String.format(Locale.ROOT, " %.1f |", timesAsFast(layers, threads)));
        }
        long copies = layers.stream().filter(layer -> layer.copy != null).count();
        String readme = Files.readString(Path.of(System.getProperty("basedir"), "README.md"));
        if (Simd.BITS == 512) { // the width of the README's table
            assertTrue(readme.contains(row), row.toString());
        }
        assertTrue(readme.contains("There are " + (layers.size() + POOLS + copies) + " barriers per inference"), layers.size() + " layers");
    }
}
