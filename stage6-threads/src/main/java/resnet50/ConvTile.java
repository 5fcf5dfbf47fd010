package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Ints;
import resnet50.KernelWriter.Vec;

/**
 * The kernel at the heart of every convolution: {@code pixels} × {@code vectors} sums that stay in registers from the shift to
 * the last weight, and are added to the shortcut and clipped before they leave. One input number is broadcast and multiplied
 * with all the vectors of weights that it meets.
 *
 * @param pixels      neighbours in a row
 * @param vectors     blocks of output channels
 * @param pixelStride numbers from a pixel's window to its neighbour's
 * @param run         inputs that lie one after the other, which the loop over taps goes through without a test
 */
record ConvTile(int pixels, int vectors, int pixelStride, int run) {
    /** Of 32 vector registers (16 without AVX-512) one is left over for the JVM's own use: with none, it spills. */
    private static final int REGISTERS = Simd.BITS == 512 ? 31 : 15;

    /** Numbers in a cache line. */
    static final int LINE = 16;

    ConvTile {
        if (pixels < 1 || vectors < 1 || !fits(pixels, vectors)) {
            throw new IllegalArgumentException(
                    "a tile of " + pixels + " pixels x " + vectors + " vectors does not fit " + REGISTERS + " registers");
        }
        if (pixelStride < 1 || run < 1) {
            throw new IllegalArgumentException("a tile with pixel stride " + pixelStride + " and runs of " + run);
        }
    }

    /** The sums, the vectors of weights that they meet at a time, and one input. */
    static boolean fits(int pixels, int vectors) {
        return pixels * vectors + vectors + 1 <= REGISTERS;
    }

    /** Cache lines of the next weights that each pass of the loop touches, so that they are there when their turn comes. */
    int touches() {
        return fits(pixels, vectors + 1) || pixels < 8 ? 2 : 0;
    }

    /** Such as {@code conv14x2_s16_u4_avx512}: pixels x vectors, pixel stride, run. */
    String name() {
        return "conv" + pixels + "x" + vectors + "_s" + pixelStride + "_u" + run + Simd.suffix();
    }

    ConvKernel kernel() {
        return Kernels.get(name(), ConvKernel.class, this::emit, warmUp());
    }

    private void emit(KernelWriter k) {
        Floats x = k.floats(0);
        Int in = k.number(1);
        Ints taps = k.ints(2);
        Floats w = k.floats(3);
        Int shift = k.number(4);
        Int out = k.number(5);
        Int outBlock = k.number(6);
        Int shortcut = k.number(7);
        Int shortcutBlock = k.number(8);

        Vec[][] sums = new Vec[pixels][vectors];
        for (int v = 0; v < vectors; v++) {
            for (int p = 0; p < pixels; p++) {
                sums[p][v] = p == 0 ? k.load(new At(w, shift, v * Simd.LANES)) : k.copy(sums[0][v]);
            }
        }
        Add.emit(k, sums, x, shortcut, shortcutBlock);

        Int firstWeights = k.sum(shift, vectors * Simd.LANES);
        Vec[] weight = k.vecs(vectors);
        Vec input = k.vec();
        KernelWriter.Scalar touched = k.zero();
        k.forEach(taps, tap -> {
            Int first = k.sum(in, taps, tap);
            // from the counter: as a variable of its own it is compiled into code 6 % slower
            Int weights = k.sum(firstWeights, tap, run * vectors * Simd.LANES);
            Int next = k.sum(k.number(10), tap, touches() * LINE);
            for (int i = 0; i < touches(); i++) {
                k.add(touched, new At(w, next, i * LINE));
            }
            for (int i = 0; i < run; i++) {
                for (int v = 0; v < vectors; v++) {
                    k.load(weight[v], new At(w, weights, (i * vectors + v) * Simd.LANES));
                }
                for (int p = 0; p < pixels; p++) {
                    k.broadcast(input, new At(x, first, p * pixelStride + i));
                    for (int v = 0; v < vectors; v++) {
                        k.fma(sums[p][v], input, weight[v]);
                    }
                    k.fence(); // or all broadcasts are done first, and the sums are spilled
                }
            }
        });

        ReLU.emit(k, sums, k.scalar(9), x, out, outBlock);
        k.storeFirst(touched, x); // where nothing else lies; what nobody uses is not computed
    }

    /** One run of taps, with and without a shortcut. */
    private Consumer<ConvKernel> warmUp() {
        float[] x = new float[Math.max(pixels * pixelStride + run, vectors * pixels * Simd.LANES)];
        float[] w = new float[Math.max((1 + run) * vectors * Simd.LANES, touches() * LINE)];
        int block = pixels * Simd.LANES;
        int[] taps = {0};
        return kernel -> {
            kernel.run(x, 0, taps, w, 0, 0, block, -1, 0, 0, 0);
            kernel.run(x, 0, taps, w, 0, 0, block, 0, block, 0, 0);
        };
    }
}
