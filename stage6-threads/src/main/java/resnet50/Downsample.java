package resnet50;

import resnet50.engine.BlockShape;
import resnet50.engine.ConvShape;
import resnet50.engine.LayerPlan;

/** The shortcut of a block that changes the shape: a 1×1 convolution of every {@code stride}-th pixel, which are copied together first. */
final class Downsample {
    private final PixelCopy copy; // null where every pixel is seen
    private final Conv2d conv;

    Downsample(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        int stride = block.stride();
        int height = Math.ceilDiv(in.height(), stride);
        int width = Math.ceilDiv(in.width(), stride);
        Activation seen = stride == 1 ? in : buffers.take(height, width, block.inC(), 0);
        copy = stride == 1 ? null : new PixelCopy(in, seen, stride);
        Activation out = buffers.take(height, width, block.outC(), 0);
        ConvShape shape = new ConvShape(block.inC(), height, width, block.outC(), 1, 1, 0, 1);
        BatchNorm2d norm = new BatchNorm2d(block.name() + ".downsample.1");
        conv = new Conv2d(block.name() + ".downsample.0", shape, norm, seen, out, null, false, weights, buffers);
        if (copy != null) {
            buffers.release(seen);
        }
    }

    void forward(float[] x, float[] w, Team team) {
        if (copy != null) {
            team.run(copy, x, w);
        }
        conv.forward(x, w, team);
    }

    Activation out() {
        return conv.out();
    }

    LayerPlan plan() {
        return conv.plan();
    }
}
