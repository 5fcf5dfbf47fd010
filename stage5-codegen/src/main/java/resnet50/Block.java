package resnet50;

import java.util.List;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan;

/** A residual block: a few convolutions beside a shortcut. */
sealed interface Block permits BasicBlock, Bottleneck {
    /** Runs the block on the previous block's result. */
    void forward(float[] w);

    /** How each convolution is computed, in order of execution. */
    List<LayerPlan> plan();

    /** [height / stride][width / stride][outC], sizes rounded up */
    Activation out();

    /** The convolution that gives the shortcut the shape of the block's result. */
    static Conv2d downsample(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        ConvShape shape = new ConvShape(block.inC(), in.height(), in.width(), block.outC(), 1, block.stride(), 0, 1);
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        BatchNorm2d norm = new BatchNorm2d(block.name() + ".downsample.1");
        return new Conv2d(block.name() + ".downsample.0", shape, norm, in, out, null, false, weights, buffers);
    }
}
