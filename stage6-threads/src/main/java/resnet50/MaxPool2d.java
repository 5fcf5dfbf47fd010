package resnet50;

import java.util.Arrays;
import java.util.stream.IntStream;
import resnet50.core.ConvShape;
import resnet50.kernels.PoolKernel;

/** Max pooling: the maximum over a sliding window, per channel. */
final class MaxPool2d implements Work {
    private final String name;
    private final ConvShape shape;
    private final Activation in;
    private final Activation out;
    private final Buffers buffers;
    private final PoolKernel max;
    private final int[] cuts; // bounds of column ranges; the windows of a range have the same offsets
    private final int[][][] windows; // [outH][ranges][]: offsets relative to the window's first element

    /** @param shape shape of the window, with as many output channels as input channels */
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
     * Computes the rows that each window reads, relative to its first row. A row in the padding is replaced by the
     * nearest input row, which the window reads anyway. Also used for columns.
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

    /** First input row of an output row's windows; it may lie in the padding. Also used for columns. */
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

    /** Computes all maxima; padding is ignored. */
    void forward(float[] x, float[] w, Team team) {
        team.run(this, x, w);
        buffers.finished(name, x, out);
    }

    /** Number of steps; a step is one row of one block of channels. */
    private int steps() {
        return out.blocks() * shape.outH();
    }

    @Override
    public int pieces(int threads) {
        return Math.min(steps(), threads);
    }

    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        for (int i = Work.start(piece, pieces, steps()); i < Work.start(piece + 1, pieces, steps()); i++) {
            slide(x, i / shape.outH(), i % shape.outH());
        }
    }

    /** Computes one output row of one block of channels. */
    private void slide(float[] x, int block, int oy) {
        for (int i = 0; i < windows[oy].length; i++) {
            int ox = cuts[i];
            max.run(
                    x, in.at(block, row(oy), row(ox)), shape.stride() * in.lanes(), windows[oy][i], 1, out.at(block, oy, ox), out.lanes(),
                    cuts[i + 1] - ox);
        }
    }
}
