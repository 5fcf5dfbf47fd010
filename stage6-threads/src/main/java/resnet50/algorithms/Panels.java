package resnet50.algorithms;

import java.util.ArrayList;
import java.util.List;
import resnet50.Activation;
import resnet50.Simd;
import resnet50.Work;
import resnet50.core.ConvShape;
import resnet50.kernels.ConvKernel;
import resnet50.kernels.Tiling;

/**
 * The loops around the kernels of a convolution: over chunks of pixels, panels of weights, and tiles.
 *
 * <p>For cache blocking, either the input of a chunk stays in the L2 cache while all panels are processed, or a panel
 * stays there while all pixels are processed. The constructor chooses the order that rereads less data.
 */
final class Panels {
    /** Bytes of a chunk's input: a quarter of the L2 cache, because weights and results pass through it too. */
    private static final int CHUNK_BYTES = 256 * 1024;

    /** Minimum size of a piece, about 20 µs. Waking a thread for less does not pay off. */
    private static final int MIN_MACS = 500_000;

    /** More pieces balance the load better; fewer pieces read the weights less often. */
    private static final int PIECES_PER_THREAD = 4;

    private final long macs;
    private final int outBlock;
    private final int[] inAt; // distance from the first tile's window to each tile's
    private final int[] outAt; // distance from the first tile's result to each tile's
    private final int[] shortcutAt;
    private final boolean[] lastOfRow;
    private final int chunk; // in tiles
    private final List<List<Panel>> list = new ArrayList<>();
    private Panel[][] panels; // [groups][parts]

    /**
     * The weights of adjacent blocks of output channels. If these are too large for one panel, each panel holds the
     * weights of a part of the inputs.
     *
     * @param kernel  computes a tile
     * @param rest    computes the last tile of a row
     * @param in      offset of the first window
     * @param taps    the kernels' table of offsets
     * @param weights offset of the shift and the weights
     * @param end     offset after the weights, where the next panel begins
     * @param touched length of the weights that a tile prefetches, in floats
     * @param out     offset of the first pixel's result
     * @param addend  added to the sums: the shortcut, or the result of the previous part
     */
    record Panel(
            ConvKernel kernel,
            ConvKernel rest,
            int in,
            int[] taps,
            int weights,
            int end,
            int touched,
            int out,
            Addend addend,
            float floor) {
        /**
         * Offset of the weights that tile {@code i} prefetches: its part of the next panel, or weights that are in the
         * cache already.
         */
        int next(int i) {
            return (i + 1) * touched <= end - weights + touched ? end + i * touched : weights;
        }
    }

    /**
     * @param start offset of the first pixel; negative for none
     * @param block distance between blocks of channels
     * @param own   whether the addend is the result of the previous part, in the output's layout
     */
    record Addend(int start, int block, boolean own) {
        static final Addend NONE = new Addend(-1, 0, false);

        static Addend shortcut(Activation a, int block) {
            return a == null ? NONE : new Addend(a.at(block, 0, 0), a.blockPitch(), false);
        }

        static Addend own(Activation out, int block) {
            return new Addend(out.at(block, 0, 0), out.blockPitch(), true);
        }
    }

    /**
     * @param rows     rows that are divided into tiles independently
     * @param shortcut may be null
     */
    Panels(Tiling tiling, int rows, ConvShape shape, Activation in, Activation out, Activation shortcut) {
        int columns = shape.outH() * shape.outW() / rows;
        int tiles = tiling.tiles(columns);
        macs = shape.macs();
        outBlock = out.blockPitch();
        inAt = new int[rows * tiles];
        outAt = new int[rows * tiles];
        shortcutAt = new int[rows * tiles];
        lastOfRow = new boolean[rows * tiles];
        for (int i = 0; i < inAt.length; i++) {
            int pixel = i / tiles * columns + i % tiles * tiling.pixels();
            int y = pixel / shape.outW();
            int x = pixel % shape.outW();
            lastOfRow[i] = (i + 1) % tiles == 0;
            inAt[i] = in.at(0, shape.stride() * y, shape.stride() * x) - in.at(0, 0, 0);
            outAt[i] = y * out.rowPitch() + x * Simd.LANES;
            shortcutAt[i] = shortcut == null ? 0 : y * shortcut.rowPitch() + x * Simd.LANES;
        }
        long weights = shape.macs() / shape.outH() / shape.outW() * Float.BYTES;
        long input = (long) in.size() * Float.BYTES;
        long chunks = Math.min(inAt.length, Math.max(1, input / CHUNK_BYTES));
        long again = (chunks - 1) * weights; // bytes reread with chunks; below, without chunks
        long panelsAgain = (tiling.groups(out.blocks()) - 1L) * input;
        chunk = again < panelsAgain ? (int) Math.ceilDiv(inAt.length, chunks) : inAt.length;
    }

    /** @param parts parts of a panel; each adds to the result of the previous part */
    void add(List<Panel> parts) {
        list.add(parts);
    }

    /** No panel may be added afterwards. */
    void complete() {
        panels = list.stream().map(parts -> parts.toArray(Panel[]::new)).toArray(Panel[][]::new);
    }

    /** Number of steps; a step is one tile of one panel. */
    private int steps() {
        return inAt.length * panels.length;
    }

    /** See {@link Work#pieces}. */
    int pieces(int threads) {
        int worthIt = (int) Math.min(Math.min(steps(), 1 + macs / MIN_MACS), (long) threads * PIECES_PER_THREAD);
        return worthIt > threads ? worthIt - worthIt % threads : worthIt; // the same number for each thread
    }

    /** See {@link Work#run}. */
    void run(float[] x, float[] w, int piece, int pieces) {
        int end = Work.start(piece + 1, pieces, steps());
        int step = Work.start(piece, pieces, steps());
        while (step < end) {
            int firstOfChunk = step / (chunk * panels.length) * chunk;
            int tiles = Math.min(chunk, inAt.length - firstOfChunk);
            int within = step - firstOfChunk * panels.length; // position in the chunk, panel by panel
            int first = within % tiles;
            int count = Math.min(tiles - first, end - step);
            for (Panel part : panels[within / tiles]) {
                run(x, w, part, firstOfChunk + first, firstOfChunk + first + count, firstOfChunk);
            }
            step += count;
        }
    }

    private void run(float[] x, float[] w, Panel panel, int first, int end, int firstOfChunk) {
        Addend addend = panel.addend;
        int[] addendAt = addend.own ? outAt : shortcutAt;
        ConvKernel kernel = panel.kernel.quickest();
        ConvKernel rest = panel.rest.quickest();
        for (int i = first; i < end; i++) {
            int shortcut = addend.start < 0 ? -1 : addend.start + addendAt[i];
            (lastOfRow[i] ? rest : kernel).run(
                    x, panel.in + inAt[i], panel.taps, w, panel.weights, panel.out + outAt[i], outBlock, shortcut, addend.block,
                    panel.floor, panel.next(i - firstOfChunk));
        }
    }
}
