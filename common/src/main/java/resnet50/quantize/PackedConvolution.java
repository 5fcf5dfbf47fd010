package resnet50.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import resnet50.core.ConvShape;

/**
 * A convolution in float arithmetic, for real numbers and for integers. Pixels and weights are NHWC and rows of
 * output channels. C2 vectorizes the loop over a row; sums are formed in the same order at any vector width, so
 * results are equal on all machines.
 *
 * <p><b>Integers.</b> The sum of {@value #EXACT_TERMS} products of integers up to 255 and 127 is below 2<sup>24</sup>. A float
 * holds each such integer exactly, so no partial sum is rounded. Sums of longer rows are added up in doubles, which
 * are exact up to 2<sup>53</sup>.
 */
final class PackedConvolution {
    /** Longest sum in float arithmetic: 512 · 255 · 127 &lt; 2<sup>24</sup>. */
    static final int EXACT_TERMS = 512;

    /** Pixels per tile. The sums of a tile, 32 KB, fit into the L1 or L2 cache. */
    private static final int TILE = 32;

    /** Output channels per panel. */
    private static final int PANEL = 256;

    /** Smaller groups are computed together, with zeros as the weights between them: short rows are slow. */
    private static final int MIN_WIDTH = 32;

    /** Rows and pixels that one call of {@link #multiply4x4} handles. */
    private static final int STEP = 4;

    /** A weight as a float. */
    @FunctionalInterface
    interface Weights {
        /** @param index in [outC][inC/groups][kernel][kernel] */
        float at(int index);
    }

    /** Converts sums to results. */
    @FunctionalInterface
    interface Epilogue {
        /**
         * Converts the sums of one pixel.
         *
         * @param sums    [count] or longer
         * @param channel first output channel
         * @param out     receives the results from {@code at} on
         */
        void store(double[] sums, int channel, int count, float[] out, int at);
    }

    /**
     * Weights of some output channels, all of which read the same input channels.
     *
     * @param rows [depth][channels]
     */
    private record Panel(int firstOut, int channels, float[][] rows) {}

    private final ConvShape shape;
    private final int bundleInC; // input channels of groups that are computed together
    private final int depth; // terms of a sum, rounded up to a multiple of STEP
    private final List<List<Panel>> bundles = new ArrayList<>();

    PackedConvolution(ConvShape shape, Weights weights) {
        this.shape = shape;
        int merged = 1;
        while (merged * shape.groupOutC() < MIN_WIDTH && shape.groups() % (2 * merged) == 0) {
            merged *= 2;
        }
        bundleInC = merged * shape.groupInC();
        int area = shape.kernel() * shape.kernel();
        depth = (area * bundleInC + STEP - 1) / STEP * STEP;
        int bundleOutC = merged * shape.groupOutC();
        for (int first = 0; first < shape.outC(); first += bundleOutC) {
            List<Panel> panels = new ArrayList<>();
            for (int oc = first; oc < first + bundleOutC; oc += PANEL) {
                panels.add(panel(oc, Math.min(PANEL, first + bundleOutC - oc), first / shape.groupOutC(), weights));
            }
            bundles.add(panels);
        }
    }

    /** @param firstGroup first group of the bundle */
    private Panel panel(int firstOut, int channels, int firstGroup, Weights weights) {
        float[][] rows = new float[depth][channels];
        int area = shape.kernel() * shape.kernel();
        for (int c = 0; c < channels; c++) {
            int oc = firstOut + c;
            int inStart = (oc / shape.groupOutC() - firstGroup) * shape.groupInC();
            for (int ic = 0; ic < shape.groupInC(); ic++) {
                for (int tap = 0; tap < area; tap++) {
                    rows[tap * bundleInC + inStart + ic][c] = weights.at((oc * shape.groupInC() + ic) * area + tap);
                }
            }
        }
        return new Panel(firstOut, channels, rows);
    }

    /** Memory of one call. */
    private static final class Scratch {
        final float[] patches; // [TILE][depth]: the inputs of each pixel's sums
        final float[][] sums = new float[TILE][PANEL];
        final double[][] totals = new double[TILE][PANEL];

        Scratch(int depth) {
            patches = new float[TILE * depth];
        }
    }

    ConvShape shape() {
        return shape;
    }

    /**
     * Computes the convolution.
     *
     * @param in // [inH][inW][inC]
     * @return // [outH][outW][outC]
     */
    float[] run(float[] in, Epilogue epilogue) {
        int pixels = shape.outH() * shape.outW();
        float[] out = new float[pixels * shape.outC()];
        Scratch scratch = new Scratch(depth);
        for (int bundle = 0; bundle < bundles.size(); bundle++) {
            for (int first = 0; first < pixels; first += TILE) {
                int count = Math.min(TILE, pixels - first);
                for (int p = 0; p < count; p++) {
                    gather(in, bundle * bundleInC, first + p, scratch.patches, p * depth);
                }
                for (Panel panel : bundles.get(bundle)) {
                    multiply(panel, count, scratch);
                    for (int p = 0; p < count; p++) {
                        int at = (first + p) * shape.outC() + panel.firstOut;
                        epilogue.store(scratch.totals[p], panel.firstOut, panel.channels, out, at);
                    }
                }
            }
        }
        return out;
    }

    /** Copies the inputs of one output pixel, zeros outside the picture. */
    private void gather(float[] in, int firstIn, int pixel, float[] patches, int at) {
        int y0 = pixel / shape.outW() * shape.stride() - shape.pad();
        int x0 = pixel % shape.outW() * shape.stride() - shape.pad();
        for (int ky = 0; ky < shape.kernel(); ky++) {
            int y = y0 + ky;
            for (int kx = 0; kx < shape.kernel(); kx++) {
                int x = x0 + kx;
                if (y < 0 || y >= shape.inH() || x < 0 || x >= shape.inW()) {
                    Arrays.fill(patches, at, at + bundleInC, 0);
                } else {
                    System.arraycopy(in, (y * shape.inW() + x) * shape.inC() + firstIn, patches, at, bundleInC);
                }
                at += bundleInC;
            }
        }
    }

    /** Computes the sums of {@code count} pixels; those up to the next multiple of STEP are computed from old patches. */
    private void multiply(Panel panel, int count, Scratch scratch) {
        int channels = panel.channels;
        for (int from = 0; from < depth; from += EXACT_TERMS) {
            int to = Math.min(from + EXACT_TERMS, depth);
            for (int p = 0; p < count; p++) {
                Arrays.fill(scratch.sums[p], 0, channels, 0);
            }
            for (int k = from; k < to; k += STEP) {
                for (int p = 0; p < count; p += STEP) {
                    multiply4x4(scratch.sums, p, panel.rows, k, scratch.patches, p * depth + k, depth, channels);
                }
            }
            for (int p = 0; p < count; p++) {
                total(scratch.sums[p], scratch.totals[p], channels, from == 0);
            }
        }
    }

    private static void total(float[] sums, double[] totals, int channels, boolean first) {
        if (first) {
            for (int c = 0; c < channels; c++) {
                totals[c] = sums[c];
            }
        } else {
            for (int c = 0; c < channels; c++) {
                totals[c] += sums[c];
            }
        }
    }

    /**
     * Adds four products to the sums of four pixels: {@code sums[pixel + i][c] += patches[at + i * depth + j] *
     * rows[k + j][c]}. C2 vectorizes the loop because each row is an array of its own, all read at the same index: 15
     * to 25 billion products a second with 512 bits, 13 to 20 with 256.
     */
    private static void multiply4x4(
            float[][] sums, int pixel, float[][] rows, int k, float[] patches, int at, int depth, int channels) {
        float[] sum0 = sums[pixel];
        float[] sum1 = sums[pixel + 1];
        float[] sum2 = sums[pixel + 2];
        float[] sum3 = sums[pixel + 3];
        float[] row0 = rows[k];
        float[] row1 = rows[k + 1];
        float[] row2 = rows[k + 2];
        float[] row3 = rows[k + 3];
        float x00 = patches[at];
        float x01 = patches[at + 1];
        float x02 = patches[at + 2];
        float x03 = patches[at + 3];
        int at1 = at + depth;
        float x10 = patches[at1];
        float x11 = patches[at1 + 1];
        float x12 = patches[at1 + 2];
        float x13 = patches[at1 + 3];
        int at2 = at1 + depth;
        float x20 = patches[at2];
        float x21 = patches[at2 + 1];
        float x22 = patches[at2 + 2];
        float x23 = patches[at2 + 3];
        int at3 = at2 + depth;
        float x30 = patches[at3];
        float x31 = patches[at3 + 1];
        float x32 = patches[at3 + 2];
        float x33 = patches[at3 + 3];
        for (int c = 0; c < channels; c++) {
            float w0 = row0[c];
            float w1 = row1[c];
            float w2 = row2[c];
            float w3 = row3[c];
            float s0 = sum0[c];
            float s1 = sum1[c];
            float s2 = sum2[c];
            float s3 = sum3[c];
            s0 = Math.fma(x00, w0, s0);
            s1 = Math.fma(x10, w0, s1);
            s2 = Math.fma(x20, w0, s2);
            s3 = Math.fma(x30, w0, s3);
            s0 = Math.fma(x01, w1, s0);
            s1 = Math.fma(x11, w1, s1);
            s2 = Math.fma(x21, w1, s2);
            s3 = Math.fma(x31, w1, s3);
            s0 = Math.fma(x02, w2, s0);
            s1 = Math.fma(x12, w2, s1);
            s2 = Math.fma(x22, w2, s2);
            s3 = Math.fma(x32, w2, s3);
            s0 = Math.fma(x03, w3, s0);
            s1 = Math.fma(x13, w3, s1);
            s2 = Math.fma(x23, w3, s2);
            s3 = Math.fma(x33, w3, s3);
            sum0[c] = s0;
            sum1[c] = s1;
            sum2[c] = s2;
            sum3[c] = s3;
        }
    }
}
