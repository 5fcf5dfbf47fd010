package resnet50;

import java.util.Arrays;
import java.util.stream.IntStream;
import resnet50.core.ConvShape;
import resnet50.kernels.PoolKernel;

/** The largest number under a sliding window, channel by channel. */
final class MaxPool2d {
    private final String name;
    private final ConvShape shape;
    private final Activation in;
    private final Activation out;
    private final Buffers buffers;
    private final PoolKernel max;
    private final int[] cuts; // bounds of the column ranges in which windows read the same offsets
    private final int[][][] windows; // [outH][ranges]: the offsets, from where a window's first element would be

    /** @param shape the window's, with as many output as input channels */
    MaxPool2d(String name, ConvShape shape, Activation in, Activation out, Buffers buffers) {
        this.name = name;
        this.shape = shape;
        this.in = in;
        this.out = out;
        this.buffers = buffers;
        this.max = PoolKernel.max(shape.kernel() * shape.kernel());
        int[][] rows = reads(shape.outH(), shape.inH());
        int[][] columns = reads(shape.outW(), shape.inW());
        this.cuts = IntStream.rangeClosed(0, shape.outW())
                .filter(ox -> ox == 0 || ox == shape.outW() || !Arrays.equals(columns[ox], columns[ox - 1]))
                .toArray();
        this.windows = new int[shape.outH()][cuts.length - 1][];
        for (int oy = 0; oy < shape.outH(); oy++) {
            if (oy > 0 && Arrays.equals(rows[oy], rows[oy - 1])) {
                windows[oy] = windows[oy - 1];
                continue;
            }
            for (int i = 0; i < windows[oy].length; i++) {
                windows[oy][i] = window(rows[oy], columns[cuts[i]]);
            }
        }
    }

    /**
     * The rows that each window reads, relative to its first row. A row in the padding is replaced by the nearest row
     * of the picture, which the window reads too. Also used for columns.
     *
     * @return // [count][kernel]
     */
    private int[][] reads(int count, int size) {
        int[][] reads = new int[count][shape.kernel()];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < shape.kernel(); k++) {
                reads[i][k] = Math.clamp(row(i) + k, 0, size - 1) - row(i);
            }
        }
        return reads;
    }

    /** The first input row of an output row's windows, which may lie in the padding. Also used for columns. */
    private int row(int oy) {
        return oy * shape.stride() - shape.pad();
    }

    private int[] window(int[] rows, int[] columns) {
        int[] window = new int[rows.length * columns.length];
        for (int k = 0; k < window.length; k++) {
            window[k] = rows[k / columns.length] * in.rowPitch() + columns[k % columns.length] * in.lanes();
        }
        return window;
    }

    /** Slides the window over the picture. */
    void forward(float[] x) {
        for (int block = 0; block < out.blocks(); block++) {
            for (int oy = 0; oy < shape.outH(); oy++) {
                slide(x, block, oy);
            }
        }
        buffers.finished(name, x, out);
    }

    /** Computes one row of one block of channels. */
    private void slide(float[] x, int block, int oy) {
        for (int i = 0; i < windows[oy].length; i++) {
            int ox = cuts[i];
            max.run(
                    x, in.at(block, row(oy), row(ox)), shape.stride() * in.lanes(), windows[oy][i], 1, out.at(block, oy, ox), out.lanes(),
                    cuts[i + 1] - ox);
        }
    }
}
