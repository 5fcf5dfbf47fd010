package resnet50;

import resnet50.engine.ConvShape;

/** The largest number under a sliding window, channel by channel. */
final class MaxPool2d {
    private final String name;
    private final ConvShape shape;
    private final Activation in;
    private final Activation out;
    private final Buffers buffers;
    private final PoolKernel max;
    private final int[] window; // from a window's first number to each
    private final int[] clipped; // where the numbers of a window at the border lie

    /** @param shape the window's, with as many output as input channels */
    MaxPool2d(String name, ConvShape shape, Activation in, Activation out, Buffers buffers) {
        this.name = name;
        this.shape = shape;
        this.in = in;
        this.out = out;
        this.buffers = buffers;
        this.window = new int[shape.kernel() * shape.kernel()];
        this.clipped = new int[window.length];
        this.max = PoolKernel.max(window.length);
        for (int k = 0; k < window.length; k++) {
            window[k] = k / shape.kernel() * in.rowPitch() + k % shape.kernel() * in.lanes();
        }
    }

    /** Slides the window over the picture. What lies in the padding is replaced by its nearest neighbour, which is under the window. */
    void forward() {
        for (int block = 0; block < out.blocks(); block++) {
            for (int oy = 0; oy < shape.outH(); oy++) {
                for (int ox = 0; ox < shape.outW(); ox++) {
                    pool(block, oy, ox);
                }
            }
        }
        buffers.finished(name, out);
    }

    private void pool(int block, int oy, int ox) {
        int iy = oy * shape.stride() - shape.pad();
        int ix = ox * shape.stride() - shape.pad();
        int to = out.at(block, oy, ox);
        if (iy >= 0 && ix >= 0 && iy + shape.kernel() <= shape.inH() && ix + shape.kernel() <= shape.inW()) {
            max.run(buffers.data(), in.at(block, iy, ix), window, 1, to);
            return;
        }
        for (int k = 0; k < clipped.length; k++) {
            int y = Math.clamp(iy + k / shape.kernel(), 0, shape.inH() - 1);
            int x = Math.clamp(ix + k % shape.kernel(), 0, shape.inW() - 1);
            clipped[k] = in.at(block, y, x);
        }
        max.run(buffers.data(), 0, clipped, 1, to);
    }

    Activation out() {
        return out;
    }
}
