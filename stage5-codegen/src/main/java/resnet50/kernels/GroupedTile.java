package resnet50.kernels;

import java.util.function.Consumer;
import jdk.incubator.vector.VectorShuffle;
import resnet50.Add;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;

/**
 * The microkernel of a 3×3 convolution with groups narrower than a vector: pixels of a row × one block of channels. For
 * each channel of a group, one shuffle of the input copies that channel, in all groups, to the lanes of the group's
 * outputs. So one FMA serves all groups of the block. A shuffled pixel is multiplied with all its weights of a row of
 * the window before the next pixel is shuffled.
 *
 * @param pixels   adjacent pixels of a row
 * @param stride   distance between two windows, in pixels
 * @param channels input channels per group, and as many output channels
 */
public record GroupedTile(int pixels, int stride, int channels) implements KernelSpec<ConvKernel> {
    private static final int KERNEL = 3;

    /**
     * Largest tile for which sums, weights, input, shuffle and shuffled input fit the registers and the code stays
     * short.
     */
    public static int maxPixels(int channels) {
        return Simd.BITS == 512 && channels <= 4 ? 14 : 7;
    }

    public static boolean serves(int kernel, int groupInC, int groupOutC) {
        return kernel == KERNEL && groupInC == groupOutC && groupInC < Simd.LANES && Simd.LANES % groupInC == 0;
    }

    /** Name such as {@code grouped4_14x1_s1_avx512}: channels per group, tile, stride. */
    @Override
    public String name() {
        return "grouped" + channels + "_" + pixels + "x1_s" + stride + Simd.suffix();
    }

    /** The kernel. Its table of offsets has one entry per row of the window. */
    public ConvKernel kernel() {
        return Kernels.get(this);
    }

    @Override
    public Class<ConvKernel> type() {
        return ConvKernel.class;
    }

    @Override
    public void emit(KernelWriter k) {
        ConvKernel.Parameters given = ConvKernel.Parameters.of(k);
        Floats x = given.x();
        Floats w = given.w();
        Ints rows = given.taps();
        Vec[][] sums = new Vec[pixels][1];
        for (int p = 0; p < pixels; p++) {
            sums[p][0] = p == 0 ? k.load(new At(w, given.weights(), 0)) : k.copy(sums[0][0]);
        }
        Add.emit(k, sums, x, given.shortcut(), given.shortcutBlock(), Rows.one(Simd.LANES));

        Int firstWeights = k.plus(given.weights(), Simd.LANES);
        Vec[] weight = k.vecs(KERNEL);
        Vec input = k.vec();
        k.forEach(rows, sums, row -> {
            Int first = k.plusElement(given.in(), rows, row);
            Int weights = k.plusMultiple(firstWeights, row, channels * KERNEL * Simd.LANES);
            for (int c = 0; c < channels; c++) {
                VectorShuffle<Float> spread = spread(c);
                for (int kx = 0; kx < KERNEL; kx++) {
                    k.load(weight[kx], new At(w, weights, (c * KERNEL + kx) * Simd.LANES));
                }
                for (int ix = 0; ix < (pixels - 1) * stride + KERNEL; ix++) {
                    k.load(input, new At(x, first, ix * Simd.LANES));
                    k.rearrange(input, input, spread);
                    for (int kx = ix % stride; kx < KERNEL; kx += stride) {
                        int p = (ix - kx) / stride;
                        if (kx <= ix && p < pixels) {
                            k.fma(sums[p][0], input, weight[kx]);
                        }
                    }
                    k.fence();
                }
            }
        });
        ReLU.emit(k, sums, given.floor(), x, given.out(), given.outBlock(), Rows.one(Simd.LANES));
        k.give(k.literal(0)); // nothing is prefetched
    }

    /** Returns the shuffle that copies channel {@code c} of each group to all lanes of the group. */
    private VectorShuffle<Float> spread(int c) {
        return VectorShuffle.fromOp(Simd.SPECIES, lane -> lane / channels * channels + c);
    }

    /** Calls the kernel on one row of the window, with and without a shortcut. */
    @Override
    public Consumer<ConvKernel> warmUp() {
        float[] x = new float[((pixels - 1) * stride + KERNEL) * Simd.LANES];
        float[] w = new float[(1 + channels * KERNEL) * Simd.LANES];
        int[] rows = {0};
        return kernel -> {
            kernel.run(x, 0, rows, w, 0, 0, 0, -1, 0, 0, 0);
            kernel.run(x, 0, rows, w, 0, 0, 0, 0, 0, 0, 0);
        };
    }
}
