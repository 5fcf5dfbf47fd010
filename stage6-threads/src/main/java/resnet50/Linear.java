package resnet50;

import java.util.Arrays;
import resnet50.algorithms.ConvWeights;
import resnet50.algorithms.DirectConv;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan;

/** The fully connected layer: a 1×1 convolution of one pixel. */
final class Linear {
    private final String name;
    private final Activation out;
    private final Buffers buffers;
    private final DirectConv product;

    /** @param in [1][1][inputs] */
    Linear(String name, Activation in, int outputs, Weights weights, Buffers buffers) {
        this.name = name;
        this.out = buffers.take(1, 1, outputs, 0);
        this.buffers = buffers;
        ConvShape shape = ConvShape.linear(in.channels(), outputs);
        ConvWeights packed = new ConvWeights(shape, name + ".weight", weights, () -> {
            double[] ones = new double[outputs];
            Arrays.fill(ones, 1);
            return new ConvWeights.Norm(ones, weights.read(name + ".bias"));
        });
        this.product = new DirectConv(shape, in, out, null, false, weights, packed);
    }

    /** Multiplies the weight matrix by the input and adds the bias. */
    void forward(float[] x, float[] w, Team team) {
        team.run(product, x, w);
        buffers.finished(name, x, out);
    }

    /** [1][1][outputs] */
    Activation out() {
        return out;
    }

    LayerPlan plan() {
        return new LayerPlan(name, product.algorithm(), product.tile(), product.kernels());
    }
}
