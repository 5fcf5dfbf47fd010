package resnet50;

import java.util.ArrayList;
import java.util.List;
import resnet50.engine.ConvShape;

/**
 * The loops around the kernels of a convolution: over panels of weights, rows of pixels, and tiles of a row.
 *
 * <p>A panel of weights stays in the second-level cache while all pixels go by; where all weights of the layer fit, pixels stay in
 * the first-level cache instead, and all panels go by.
 */
final class Panels {
    /** Numbers in a layer's weights that stay in the cache all together. */
    private static final int FEW_WEIGHTS = 64 * 1024;

    private final Tiling tiling;
    private final int rows;
    private final int columns;
    private final int inRow;
    private final int inColumn;
    private final int outRow;
    private final int outBlock;
    private final List<Panel> list = new ArrayList<>();
    private Panel[] panels;
    private boolean pixelsFirst;

    /**
     * The weights of some blocks of output channels, or, where those are too many, the part for some of the inputs.
     *
     * @param in      where the first window's first number lies
     * @param taps    from there to the runs of the window's numbers
     * @param weights where the shift and the weights lie
     * @param out     where the first pixel's result goes
     * @param addend  what is added to the sums: the shortcut, or what another panel left
     */
    record Panel(ConvKernel kernel, int in, int[] taps, int weights, int out, Addend addend, float floor) {}

    /**
     * @param start where the first pixel lies; negative for nothing at all
     * @param row   from a pixel to the one below
     * @param block from a block of channels to the next
     */
    record Addend(int start, int row, int block) {
        static Addend of(Activation a, int block) {
            return a == null ? new Addend(-1, 0, 0) : new Addend(a.at(block, 0, 0), a.rowPitch(), a.blockPitch());
        }
    }

    /**
     * @param rows    of pixels
     * @param columns pixels in a row
     */
    Panels(Tiling tiling, int rows, int columns, ConvShape shape, Activation in, Activation out) {
        this.tiling = tiling;
        this.rows = rows;
        this.columns = columns;
        this.inRow = shape.stride() * in.rowPitch();
        this.inColumn = shape.stride() * in.lanes();
        this.outRow = out.rowPitch();
        this.outBlock = out.blockPitch();
    }

    void add(Panel panel) {
        list.add(panel);
    }

    /** @param weights how many the layer has */
    void complete(long weights) {
        panels = list.toArray(Panel[]::new);
        pixelsFirst = weights <= FEW_WEIGHTS;
    }

    void run(float[] x, float[] w) {
        if (pixelsFirst) {
            for (int row = 0; row < rows; row++) {
                for (Panel panel : panels) {
                    run(x, w, panel, row);
                }
            }
        } else {
            for (Panel panel : panels) {
                for (int row = 0; row < rows; row++) {
                    run(x, w, panel, row);
                }
            }
        }
    }

    private void run(float[] x, float[] w, Panel panel, int row) {
        Addend addend = panel.addend;
        for (int tile = 0; tile < tiling.tiles(columns); tile++) {
            int column = tiling.firstPixel(tile, columns);
            panel.kernel.run(
                    x,
                    panel.in + row * inRow + column * inColumn,
                    panel.taps,
                    w,
                    panel.weights,
                    panel.out + row * outRow + column * Simd.LANES,
                    outBlock,
                    addend.start < 0 ? -1 : addend.start + row * addend.row + column * Simd.LANES,
                    addend.block,
                    panel.floor);
        }
    }
}
