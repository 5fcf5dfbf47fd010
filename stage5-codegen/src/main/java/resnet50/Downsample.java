package resnet50;

import resnet50.engine.BlockShape;
import resnet50.engine.ConvShape;
import resnet50.engine.LayerPlan;

/**
 * The shortcut of a block that changes the shape: a 1×1 convolution of every {@code stride}-th pixel. Those are copied together
 * first, a hundredth of the work, so that the convolution is one like all others.
 */
final class Downsample {
    private final int stride;
    private final Activation in;
    private final Activation seen; // of those pixels only
    private final Buffers buffers;
    private final Conv2d conv;

    Downsample(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        this.stride = block.stride();
        this.in = in;
        this.buffers = buffers;
        int height = Math.ceilDiv(in.height(), stride);
        int width = Math.ceilDiv(in.width(), stride);
        seen = stride == 1 ? in : buffers.take(height, width, block.inC(), 0);
        Activation out = buffers.take(height, width, block.outC(), 0);
        ConvShape shape = new ConvShape(block.inC(), height, width, block.outC(), 1, 1, 0, 1);
        BatchNorm2d norm = new BatchNorm2d(block.name() + ".downsample.1");
        conv = new Conv2d(block.name() + ".downsample.0", shape, norm, seen, out, null, false, weights, buffers);
        if (stride > 1) {
            buffers.release(seen);
        }
    }

    void forward(float[] w) {
        if (stride > 1) {
            copyPixels(buffers.data());
        }
        conv.forward(w);
    }

    private void copyPixels(float[] x) {
        for (int block = 0; block < seen.blocks(); block++) {
            for (int row = 0; row < seen.height(); row++) {
                int from = in.at(block, row * stride, 0);
                int to = seen.at(block, row, 0);
                for (int column = 0; column < seen.width(); column++) {
                    System.arraycopy(x, from + column * stride * Simd.LANES, x, to + column * Simd.LANES, Simd.LANES);
                }
            }
        }
    }

    Activation out() {
        return conv.out();
    }

    LayerPlan plan() {
        return conv.plan();
    }
}
