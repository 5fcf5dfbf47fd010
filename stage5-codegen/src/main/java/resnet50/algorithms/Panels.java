package resnet50.algorithms;

import java.util.ArrayList;
import java.util.List;
import resnet50.Activation;
import resnet50.Simd;
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

    private final int outBlock;
    private final int[] inAt; // distance from the first tile's window to each tile's
    private final int[] outAt; // distance from the first tile's result to each tile's
    private final int[] shortcutAt;
    private final boolean[] lastOfRow;
    private final int chunk; // in tiles
    private final List<Panel> list = new ArrayList<>();
    private Panel[] panels;

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

    void add(Panel panel) {
        list.add(panel);
    }

    /** No panel may be added afterwards. */
    void complete() {
        panels = list.toArray(Panel[]::new);
    }

    void run(float[] x, float[] w) {
        for (int first = 0; first < inAt.length; first += chunk) {
            int end = Math.min(first + chunk, inAt.length);
            for (Panel panel : panels) {
                run(x, w, panel, first, end);
            }
        }
    }

    private void run(float[] x, float[] w, Panel panel, int first, int end) {
        Addend addend = panel.addend;
        int[] addendAt = addend.own ? outAt : shortcutAt;
        ConvKernel kernel = panel.kernel.quickest();
        ConvKernel rest = panel.rest.quickest();
        for (int i = first; i < end; i++) {
            int shortcut = addend.start < 0 ? -1 : addend.start + addendAt[i];
            (lastOfRow[i] ? rest : kernel).run(
                    x, panel.in + inAt[i], panel.taps, w, panel.weights, panel.out + outAt[i], outBlock, shortcut, addend.block,
                    panel.floor, panel.next(i - first));
        }
    }
}
