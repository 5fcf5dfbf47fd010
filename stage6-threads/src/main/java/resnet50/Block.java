package resnet50;

import java.util.List;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan;

/** A residual block: a few convolutions beside a shortcut. */
sealed interface Block permits BasicBlock, Bottleneck {
    /**
     * Runs the block, from the place of the one before to its own.
     *
     * @param x the arena
     */
    void forward(float[] x, float[] w, Team team);

    /** How each of its convolutions is computed, in their order. */
    List<LayerPlan> plan();

    /** [height / stride][width / stride][outC], sizes rounded up */
    Activation out();

    /** What makes a shortcut of the shape that the block's result has. */
    static Conv2d downsample(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        ConvShape shape = new ConvShape(block.inC(), in.height(), in.width(), block.outC(), 1, block.stride(), 0, 1);
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        BatchNorm2d norm = new BatchNorm2d(block.name() + ".downsample.1");
        return new Conv2d(block.name() + ".downsample.0", shape, norm, in, out, null, false, weights, buffers);
    }
}
