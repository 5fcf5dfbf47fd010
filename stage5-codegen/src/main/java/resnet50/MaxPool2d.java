package resnet50;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import resnet50.engine.ConvShape;

/** The largest number under a sliding window, channel by channel. */
final class MaxPool2d {
    private final String name;
    private final ConvShape shape;
    private final Activation in;
    private final Activation out;
    private final Buffers buffers;
    private final PoolKernel max;
    private final int[][] windows; // [outH][outW] from where a window's first number would lie to each of its numbers

    /** @param shape the window's, with as many output as input channels */
    MaxPool2d(String name, ConvShape shape, Activation in, Activation out, Buffers buffers) {
        this.name = name;
        this.shape = shape;
        this.in = in;
        this.out = out;
        this.buffers = buffers;
        this.max = PoolKernel.max(shape.kernel() * shape.kernel());
        this.windows = new int[shape.outH() * shape.outW()][];
        Map<IntBuffer, int[]> known = new HashMap<>(); // all but those at the border are the same
        for (int i = 0; i < windows.length; i++) {
            int[] window = window(row(i / shape.outW()), row(i % shape.outW()));
            windows[i] = known.computeIfAbsent(IntBuffer.wrap(window), IntBuffer::array);
        }
    }

    /** The first input row of an output row's windows, which may lie in the padding; the same of columns. */
    private int row(int oy) {
        return oy * shape.stride() - shape.pad();
    }

    /** What lies in the padding is replaced by its nearest neighbour, which is under the window. */
    private int[] window(int iy, int ix) {
        int[] window = new int[shape.kernel() * shape.kernel()];
        for (int k = 0; k < window.length; k++) {
            int y = Math.clamp(iy + k / shape.kernel(), 0, shape.inH() - 1);
            int x = Math.clamp(ix + k % shape.kernel(), 0, shape.inW() - 1);
            window[k] = in.at(0, y, x) - in.at(0, iy, ix);
        }
        return window;
    }

    /** Slides the window over the picture. */
    void forward() {
        float[] x = buffers.data();
        for (int block = 0; block < out.blocks(); block++) {
            for (int oy = 0; oy < shape.outH(); oy++) {
                for (int ox = 0; ox < shape.outW(); ox++) {
                    max.run(x, in.at(block, row(oy), row(ox)), windows[oy * shape.outW() + ox], 1, out.at(block, oy, ox));
                }
            }
        }
        buffers.finished(name, out);
    }
}
