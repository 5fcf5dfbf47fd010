package resnet50;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;

/**
 * A convolution without bias: each output is the dot product of an input window
 * and the weights of its output channel.
 */
final class Conv2d {
    private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;
    private static final int LANES = Simd.LANES;

    /** Register tile, output channels by pixels: 8 independent sums hide the FMA latency of 4 cycles on 2 ports. */
    private static final int TILE_OC = 4;

    private static final int TILE_OX = 2;

    private final String name;
    private final ConvShape shape;
    private final Weights weights;
    private final float[] sums = new float[TILE_OX * TILE_OC * LANES]; // scratch for a tile's vectors
    private final Buffers buffers;

    Conv2d(Convolution layer, Weights weights, Buffers buffers) {
        this.name = layer.name();
        this.shape = layer.shape();
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * Computes all outputs.
     *
     * @param in [inH][inW][inC]
     * @return [outH][outW][outC]
     */
    Activation forward(Activation in) {
        float[] weight = weights.readOhwi(name + ".weight", shape);
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC());
        // a tile must not cross into the next group; where it would, it is one channel wide
        int stepOc = shape.groupOutC() % TILE_OC == 0 ? 1 : 0;
        for (int oc = 0; oc < shape.outC(); oc += stepOc == 1 ? TILE_OC : 1) {
            for (int oy = 0; oy < shape.outH(); oy++) {
                int ox = 0;
                while (ox < shape.outW()) {
                    int stepOx = wholeWindow(ox) && wholeWindow(ox + 1) && ox + 1 < shape.outW() ? 1 : 0;
                    dots(shape, in, weight, oy, ox, oc, stepOx, stepOc, sums);
                    finish(out, oy, ox, oc, stepOx, stepOc);
                    ox += stepOx == 1 ? TILE_OX : 1;
                }
            }
        }
        return buffers.finished(name, out);
    }

    /** Whether all columns of a pixel's window lie inside the input. */
    private boolean wholeWindow(int ox) {
        int ix = ox * shape.stride() - shape.pad();
        return ix >= 0 && ix + shape.kernel() <= shape.inW();
    }

    /**
     * Microkernel: computes a register tile of two pixels by four channels. The sums stay in registers until the window
     * is complete. A step of 0 makes the tile narrower: several sums compute the same output.
     *
     * @param weight // [outC][kernel][kernel][groupInC]
     * @param stepOx distance between the two pixels, 0 or 1; if 1, neither window may reach into padding columns
     * @param stepOc distance between adjacent channels, 0 or 1
     * @param sums   // [2][4][LANES] receives the vectors, whose lanes are not yet added up
     */
    private static void dots(
            ConvShape shape, Activation in, float[] weight, int oy, int ox, int oc, int stepOx, int stepOc, float[] sums) {
        float[] x = in.data();
        int inC = shape.groupInC();
        int kernel = shape.kernel();
        int iy0 = oy * shape.stride() - shape.pad();
        int ix0 = ox * shape.stride() - shape.pad();
        int firstKx = Math.max(0, -ix0);
        int endKx = Math.min(kernel, shape.inW() - ix0);
        // without groups, a window row is contiguous in the input and in the weights
        int runs = shape.groups() == 1 ? 1 : endKx - firstKx;
        int run = shape.groups() == 1 ? (endKx - firstKx) * inC : inC;
        int bound = SPECIES.loopBound(run);
        // never an empty mask: C2 leaves out a branch not yet taken, and deoptimizes when it is taken
        VectorMask<Float> rest = SPECIES.indexInRange(bound, Math.max(bound + 1, run));
        int stepX = stepOx * shape.stride() * shape.inC();
        int stepW = stepOc * kernel * kernel * inC;

        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = sum00;
        FloatVector sum02 = sum00;
        FloatVector sum03 = sum00;
        FloatVector sum10 = sum00;
        FloatVector sum11 = sum00;
        FloatVector sum12 = sum00;
        FloatVector sum13 = sum00;
        for (int ky = Math.max(0, -iy0); ky < Math.min(kernel, shape.inH() - iy0); ky++) {
            for (int r = 0; r < runs; r++) {
                int x0 = in.at(iy0 + ky, ix0 + firstKx + r, oc / shape.groupOutC() * inC);
                int w0 = ((oc * kernel + ky) * kernel + firstKx + r) * inC;
                for (int i = 0; i < bound; i += SPECIES.length()) {
                    FloatVector vx0 = FloatVector.fromArray(SPECIES, x, x0 + i);
                    FloatVector vx1 = FloatVector.fromArray(SPECIES, x, x0 + i + stepX);
                    FloatVector vw0 = FloatVector.fromArray(SPECIES, weight, w0 + i);
                    sum00 = vx0.fma(vw0, sum00);
                    sum10 = vx1.fma(vw0, sum10);
                    FloatVector vw1 = FloatVector.fromArray(SPECIES, weight, w0 + i + stepW);
                    sum01 = vx0.fma(vw1, sum01);
                    sum11 = vx1.fma(vw1, sum11);
                    FloatVector vw2 = FloatVector.fromArray(SPECIES, weight, w0 + i + 2 * stepW);
                    sum02 = vx0.fma(vw2, sum02);
                    sum12 = vx1.fma(vw2, sum12);
                    FloatVector vw3 = FloatVector.fromArray(SPECIES, weight, w0 + i + 3 * stepW);
                    sum03 = vx0.fma(vw3, sum03);
                    sum13 = vx1.fma(vw3, sum13);
                }
                if (bound < run) {
                    FloatVector vx0 = FloatVector.fromArray(SPECIES, x, x0 + bound, rest);
                    FloatVector vx1 = FloatVector.fromArray(SPECIES, x, x0 + bound + stepX, rest);
                    FloatVector vw0 = FloatVector.fromArray(SPECIES, weight, w0 + bound, rest);
                    sum00 = vx0.fma(vw0, sum00);
                    sum10 = vx1.fma(vw0, sum10);
                    FloatVector vw1 = FloatVector.fromArray(SPECIES, weight, w0 + bound + stepW, rest);
                    sum01 = vx0.fma(vw1, sum01);
                    sum11 = vx1.fma(vw1, sum11);
                    FloatVector vw2 = FloatVector.fromArray(SPECIES, weight, w0 + bound + 2 * stepW, rest);
                    sum02 = vx0.fma(vw2, sum02);
                    sum12 = vx1.fma(vw2, sum12);
                    FloatVector vw3 = FloatVector.fromArray(SPECIES, weight, w0 + bound + 3 * stepW, rest);
                    sum03 = vx0.fma(vw3, sum03);
                    sum13 = vx1.fma(vw3, sum13);
                }
            }
        }

        sum00.intoArray(sums, 0);
        sum01.intoArray(sums, LANES);
        sum02.intoArray(sums, 2 * LANES);
        sum03.intoArray(sums, 3 * LANES);
        sum10.intoArray(sums, 4 * LANES);
        sum11.intoArray(sums, 5 * LANES);
        sum12.intoArray(sums, 6 * LANES);
        sum13.intoArray(sums, 7 * LANES);
    }

    /** Epilogue: adds up the lanes of a tile's vectors and stores the outputs. The steps are those of {@link #dots}. */
    private void finish(Activation out, int oy, int ox, int oc, int stepOx, int stepOc) {
        float[] y = out.data();
        for (int tileOc = 0; tileOc < TILE_OC; tileOc++) {
            int c = oc + tileOc * stepOc;
            y[out.at(oy, ox, c)] = Simd.sum(sums, tileOc * LANES);
            y[out.at(oy, ox + stepOx, c)] = Simd.sum(sums, (TILE_OC + tileOc) * LANES);
        }
    }
}
