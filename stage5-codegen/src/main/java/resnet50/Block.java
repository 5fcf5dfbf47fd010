package resnet50;

import java.util.List;
import resnet50.core.Convolution;
import resnet50.core.LayerPlan;

/** A residual block: two or three convolutions in parallel with a shortcut. */
sealed interface Block permits BasicBlock, Bottleneck {
    /**
     * Runs the block on the previous block's output.
     *
     * @param x the arena
     * @param w the weights
     */
    void forward(float[] x, float[] w);

    /** Plans of the convolutions, in execution order. */
    List<LayerPlan> plan();

    /** [height / stride][width / stride][outC], sizes rounded up */
    Activation out();

    /** Builds the convolution that gives the shortcut the shape of the block's output. */
    static Conv2d downsample(Convolution layer, Activation in, Weights weights, Buffers buffers) {
        return new Conv2d(layer, in, buffers.take(layer.shape(), 0), null, false, weights, buffers);
    }
}
