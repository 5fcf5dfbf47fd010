package resnet50;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
 * @param pixels   one after the other: neighbours in a row, or whole rows
 * @param vectors  blocks of output channels
 * @param in       where the pixels' windows lie
 * @param out      where their results go, and what is added to them lies
 * @param run      inputs that lie one after the other, which the loop over taps goes through in one pass, or in some where the
 *                 kernel has to be there soon
 */
record ConvTile(int pixels, int vectors, Rows in, Rows out, int run) {
    /** Of 32 vector registers (16 without AVX-512) one is left over for the JVM's own use: with none, it spills. */
    private static final int REGISTERS = Simd.BITS == 512 ? 31 : 15;

    /** With more sums, it takes the JVM too long to compile a kernel before the first picture. */
    private static final int QUICKLY_COMPILED = 14;

    /** Numbers in a cache line. */
    static final int LINE = 16;

    /** While a kernel reads so many cache lines of weights, it touches one of the next, which may come from memory. */
    private static final int LINES_TO_A_TOUCH = Simd.BITS == 512 ? 4 : 8;

    /** How many runs later the inputs are read that it touches. */
    private static final int AHEAD = 4;

    /** Pixels below which a tile does not touch its inputs; a larger one touches those of so many. */
    private static final int MANY_PIXELS = 13;

    ConvTile {
        if (pixels < 1 || vectors < 1 || !fits(pixels, vectors)) {
            throw new IllegalArgumentException(
                    "a tile of " + pixels + " pixels x " + vectors + " vectors does not fit " + REGISTERS + " registers");
        }
        if (run < 1) {
            throw new IllegalArgumentException("a tile with runs of " + run);
        }
        in = in.of(pixels);
        out = out.of(pixels);
    }

    /** The sums, the vectors of weights that they meet at a time, and one input. */
    static boolean fits(int pixels, int vectors) {
        return pixels * vectors + vectors + 1 <= REGISTERS;
    }

    /** How many of the next weights a call with so many taps touches. */
    int touched(int taps) {
        return taps * (run / pass()) * touches() * LINE;
    }

    /**
     * Inputs that a pass of the loop goes through. With half a run, or a third, it takes half as long to compile, and some more
     * instructions.
     */
    private int pass() {
        return quicklyCompiled(pixels, vectors) ? run / shortPasses() : run;
    }

    /** Passes for a run in the kernels that have to be there soon. */
    private int shortPasses() {
        if (Simd.BITS != 512) {
            return 1;
        }
        return run % 2 == 0 ? 2 : run % 3 == 0 ? 3 : 1;
    }

    /**
     * What the kernel gets as taps.
     *
     * @param runs from a window's first number to each of its runs
     * @return these; then for each of them what to touch of the inputs meanwhile: now this pixel's, now that one's; then where each
     *     of the shorter passes begins
     */
    int[] taps(int[] runs) {
        int shorter = shortPasses();
        int[] taps = Arrays.copyOf(runs, (2 + shorter) * runs.length);
        for (int i = 0; i < runs.length; i++) {
            for (int pass = 0; pass < shorter; pass++) {
                taps[2 * runs.length + i * shorter + pass] = runs[i] + pass * run / shorter;
            }
            int pixel = Math.min(i % AHEAD * (MANY_PIXELS - 1) / (AHEAD - 1), pixels - 1);
            taps[runs.length + i] = runs[Math.min(i + AHEAD, runs.length - 1)] + in.at(pixel);
        }
        return taps;
    }

    /** Cache lines of the next weights that each pass of the loop touches. */
    private int touches() {
        return Math.max(1, pass() * vectors * Simd.LANES / LINE / LINES_TO_A_TOUCH);
    }

    /**
     * Such as {@code conv14x2_s16_i7r144_o7r112_u4_avx512}: pixels x vectors, step, input and output rows' width and step where they
     * have gaps between them, inputs in a pass of the loop, and in a run if it takes more than one.
     */
    String name() {
        String runs = "_u" + pass() + (pass() < run ? "of" + run : "");
        return "conv" + pixels + "x" + vectors + "_s" + in.step() + in.name("i") + out.name("o") + runs + Simd.suffix();
    }

    /** The names of all kernels that the tile may be computed by. */
    Stream<String> names() {
        return quicklyCompiled(pixels, vectors) ? Stream.of(name()) : Stream.concat(Stream.of(name()), halves().flatMap(ConvTile::names));
    }

    /** What computes the tile: its own kernel, or, until that is compiled, two of half the size. */
    ConvKernel kernel() {
        if (quicklyCompiled(pixels, vectors)) {
            return whole();
        }
        List<ConvTile> halves = halves().toList();
        int half = halves.getFirst().pixels;
        return new HalvedTile(
                Kernels.later(name(), ConvKernel.class, this::emit, warmUp()),
                halves.getFirst().kernel(),
                halves.getLast().kernel(),
                in.at(half),
                out.at(half));
    }

    /** The tile's own kernel, compiled or not. */
    ConvKernel whole() {
        return Kernels.get(name(), ConvKernel.class, this::emit, warmUp());
    }

    private static boolean quicklyCompiled(int pixels, int vectors) {
        return pixels * vectors <= QUICKLY_COMPILED || pixels == 1;
    }

    private Stream<ConvTile> halves() {
        int unit = Math.min(in.width(), out.width());
        unit = unit < pixels ? unit : 1;
        int half = pixels / unit / 2 * unit;
        return Stream.of(half, pixels - half).map(part -> new ConvTile(part, vectors, in, out, run));
    }

    private void emit(KernelWriter k) {
        Floats x = k.floats(0);
        Int firstWindow = k.number(1);
        Ints taps = k.ints(2);
        Floats w = k.floats(3);
        Int shift = k.number(4);
        Int firstResult = k.number(5);
        Int outBlock = k.number(6);
        Int shortcut = k.number(7);
        Int shortcutBlock = k.number(8);

        Vec[][] sums = new Vec[pixels][vectors];
        for (int v = 0; v < vectors; v++) {
            for (int p = 0; p < pixels; p++) {
                sums[p][v] = p == 0 ? k.load(new At(w, shift, v * Simd.LANES)) : k.copy(sums[0][v]);
            }
        }
        Add.emit(k, sums, x, shortcut, shortcutBlock, out);

        Int firstWeights = k.sum(shift, vectors * Simd.LANES);
        Vec[] weight = k.vecs(vectors);
        Vec input = k.vec();
        Int touched = k.literal(0);
        Int runs = k.quotient(k.length(taps), 2 + shortPasses());
        Int shorter = k.multiple(runs, 2); // where those lie, behind what to touch
        k.forEachBelow(k.multiple(runs, run / pass()), sums, i -> {
            Int first = k.sum(firstWindow, taps, pass() < run ? k.sum(i, shorter) : i);
            // from the counter: as a variable of its own it is compiled into code 6 % slower
            Int weights = k.sum(firstWeights, i, pass() * vectors * Simd.LANES);
            touch(k, touched, i, runs);
            for (int c = 0; c < pass(); c++) {
                for (int v = 0; v < vectors; v++) {
                    k.load(weight[v], new At(w, weights, (c * vectors + v) * Simd.LANES));
                }
                for (int p = 0; p < pixels; p++) {
                    k.broadcast(input, new At(x, first, in.at(p) + c));
                    for (int v = 0; v < vectors; v++) {
                        k.fma(sums[p][v], input, weight[v]);
                    }
                    k.fence(); // or all broadcasts are done first, and the sums are spilled
                }
            }
        });

        ReLU.emit(k, sums, k.scalar(9), x, firstResult, outBlock, out);
        k.give(touched); // what nobody gets is not computed
    }

    /** A processor reads ahead by itself, but stops where a page ends, and inputs lie in many pages. */
    private void touch(KernelWriter k, Int touched, Int i, Int runs) {
        Floats x = k.floats(0);
        Floats w = k.floats(3);
        Int next = k.sum(k.number(10), i, touches() * LINE);
        for (int line = 0; line < touches(); line++) {
            k.addBits(touched, new At(w, next, line * LINE));
        }
        if (pixels >= MANY_PIXELS && pass() == run) {
            k.addBits(touched, new At(x, k.sum(k.number(1), k.ints(2), k.sum(i, runs)), 0));
        }
    }

    /** One run of taps, with and without a shortcut. */
    private Consumer<ConvKernel> warmUp() {
        float[] x = new float[Math.max(in.at(pixels) + run, vectors * out.at(pixels))];
        float[] w = new float[Math.max((1 + run) * vectors * Simd.LANES, touches() * LINE)];
        int block = out.at(pixels);
        int[] taps = taps(new int[1]);
        return kernel -> {
            kernel.run(x, 0, taps, w, 0, 0, block, -1, 0, 0, 0);
            kernel.run(x, 0, taps, w, 0, 0, block, 0, block, 0, 0);
        };
    }
}
