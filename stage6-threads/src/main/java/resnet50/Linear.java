package resnet50;

import java.util.Arrays;
import java.util.List;
import resnet50.algorithms.ConvWeights;
import resnet50.algorithms.DirectConv;
import resnet50.algorithms.WinogradConv;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan;
import resnet50.kernels.Tiling;

/**
 * The fully connected layer: a 1×1 convolution of one pixel, computed for a row of pixels. Its time is that of reading
 * the weights; a kernel of its own, for one pixel, would have to be compiled before the first inference.
 */
final class Linear {
    private final String name;
    private final Activation in;
    private final Activation row; // the input is the first pixel; others have old values
    private final Activation products;
    private final Activation out;
    private final Buffers buffers;
    private final DirectConv product;

    /** @param in [1][1][inputs] */
    Linear(String name, Activation in, int outputs, Weights weights, Buffers buffers) {
        this.name = name;
        this.in = in;
        this.buffers = buffers;
        Tiling tiling = Tiling.common();
        ConvShape shape = ConvShape.linear(tiling.pixels(), in.channels(), outputs);
        int tileChannels = tiling.vectors() * Simd.LANES;
        this.row = buffers.take(1, shape.outW(), in.channels(), 0);
        this.products = buffers.take(1, shape.outW(), Math.ceilDiv(outputs, tileChannels) * tileChannels, 0);
        this.out = buffers.take(1, 1, outputs, 0);
        ConvWeights packed = new ConvWeights(shape, name + ".weight", weights, () -> {
            double[] ones = new double[outputs];
            Arrays.fill(ones, 1);
            return new ConvWeights.Norm(ones, weights.read(name + ".bias"));
        });
        this.product = new DirectConv(shape, row, products, weights, packed, tiling);
    }

    /** Multiplies the weight matrix by the input and adds the bias. */
    void forward(float[] x, float[] w, Team team) {
        copyPixel(x, in, row);
        team.run(product, x, w);
        copyPixel(x, products, out);
        buffers.finished(name, x, out);
    }

    private static void copyPixel(float[] x, Activation from, Activation to) {
        for (int block = 0; block < Math.min(from.blocks(), to.blocks()); block++) {
            System.arraycopy(x, from.at(block, 0, 0), x, to.at(block, 0, 0), from.lanes());
        }
    }

    /** [1][1][outputs] */
    Activation out() {
        return out;
    }

    LayerPlan plan() {
        ConvShape shape = ConvShape.linear(in.channels(), out.channels());
        return new LayerPlan(
                name,
                product.algorithm(),
                product.tile(),
                shape.macs(),
                List.copyOf(product.kernels()),
                WinogradConv.candidates(shape, List.of()),
                product.tiles());
    }
}
