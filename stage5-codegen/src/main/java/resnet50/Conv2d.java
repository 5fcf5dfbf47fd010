package resnet50;

import java.util.List;
import resnet50.algorithms.ConvAlgorithm;
import resnet50.algorithms.ConvWeights;
import resnet50.algorithms.DirectConv;
import resnet50.algorithms.GroupedConv;
import resnet50.algorithms.PixelCopy;
import resnet50.algorithms.WinogradConv;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.LayerPlan;
import resnet50.kernels.Winograd;

/**
 * A convolution and its epilogue: batch norm, residual add and ReLU, applied while the sums are in registers. The
 * constructor selects the algorithm.
 */
final class Conv2d {
    private final String name;
    private final Activation out;
    private final Buffers buffers;
    private final PixelCopy copy; // null if kernels read the input itself
    private final PixelCopy copyBack; // null if kernels write the output itself
    private final ConvAlgorithm algorithm;
    private final ConvShape shape; // of the algorithm's convolution
    private final List<Winograd> variants; // that were considered

    /**
     * @param in       input; its halo is at least as wide as the padding
     * @param out      receives the result
     * @param shortcut added to the result, with the shape of {@code out}; may be null. It may be {@code out} itself
     *                 only for a 1×1 convolution, which computes no pixel twice
     * @param relu     whether negative results become zero
     */
    Conv2d(
            Convolution layer,
            Activation in,
            Activation out,
            Activation shortcut,
            boolean relu,
            Weights weights,
            Buffers buffers) {
        this.name = layer.name() + "+" + layer.norm();
        this.out = out;
        this.buffers = buffers;
        BatchNorm2d norm = new BatchNorm2d(layer.norm());
        String tensor = layer.name() + ".weight";
        ConvWeights packed = new ConvWeights(layer.shape(), tensor, weights, () -> norm.fold(weights));
        copy = PixelCopy.before(layer.shape(), in, buffers);
        Activation seen = copy == null ? in : copy.out();
        shape = copy == null ? layer.shape() : copy.seenBy(layer.shape());
        copyBack = shortcut == null ? PixelCopy.after(shape, seen, out, buffers) : null;
        Activation written = copyBack == null ? out : copyBack.in();
        variants = WinogradConv.variants(shape);
        try {
            algorithm = choose(seen, written, shortcut, relu, weights, packed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(layer.name() + ", " + layer.shape() + ": " + e.getMessage(), e);
        }
        if (copy != null) {
            buffers.release(seen);
        }
        if (copyBack != null) {
            buffers.release(written);
        }
    }

    private ConvAlgorithm choose(
            Activation in, Activation written, Activation shortcut, boolean relu, Weights weights, ConvWeights packed) {
        Winograd winograd = WinogradConv.choose(shape, variants);
        if (winograd != null) {
            return new WinogradConv(winograd, shape, in, written, shortcut, relu, weights, packed, buffers);
        }
        if (GroupedConv.serves(shape)) {
            return new GroupedConv(shape, in, written, shortcut, relu, weights, packed);
        }
        return new DirectConv(shape, in, written, shortcut, relu, weights, packed);
    }

    void forward(float[] x, float[] w) {
        if (copy != null) {
            copy.run(x);
        }
        algorithm.run(x, w);
        if (copyBack != null) {
            copyBack.run(x);
        }
        buffers.finished(name, x, out);
    }

    Activation out() {
        return out;
    }

    LayerPlan plan() {
        return new LayerPlan(
                name,
                algorithm.algorithm(),
                algorithm.tile(),
                algorithm.macs(),
                List.copyOf(algorithm.kernels()),
                GroupedConv.serves(shape) ? List.of() : WinogradConv.candidates(shape, variants),
                algorithm.tiles());
    }
}
