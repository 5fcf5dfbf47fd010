package resnet50.kernels;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import resnet50.Add;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;

/**
 * The microkernel of direct and Winograd convolutions: {@code pixels} × {@code vectors} sums, which stay in registers
 * from the shift to the last weight. The epilogue clips and stores them. Each input is broadcast and multiplied with
 * one vector of weights per block of output channels.
 *
 * @param pixels   number of pixels: adjacent pixels of a row, or whole rows
 * @param vectors  blocks of output channels
 * @param in       offsets of the pixels' windows
 * @param out      offsets of the pixels' results and of the shortcut
 * @param run      number of inputs that are contiguous in memory. One pass of the loop over the taps processes a run;
 *                 in kernels that must compile quickly, a run takes several passes
 * @param prefetch whether the kernel prefetches weights and inputs
 */
public record ConvTile(int pixels, int vectors, Rows in, Rows out, int run, boolean prefetch) implements KernelSpec<ConvKernel> {
    /** Largest number of sums for which a kernel is compiled in time for the first inference. */
    private static final int QUICKLY_COMPILED = 14;

    /** Contiguous inputs per pass of a large kernel's loop. Longer runs are no faster, and take long to compile. */
    public static final int RUN = Simd.BITS == 512 ? 4 : Simd.LANES;

    /** Floats in a cache line. */
    public static final int LINE = Machine.LINE_BYTES / Float.BYTES;

    /** Cache lines of weights that a kernel reads per prefetched line. The prefetched weights may come from memory. */
    private static final int LINES_TO_A_TOUCH = Machine.THIS.wide() ? 4 : 8;

    /** Prefetch distance of the inputs, in runs. */
    private static final int AHEAD = 4;

    /**
     * Minimum number of pixels of a tile that prefetches its inputs. The prefetches are spread over this number of
     * pixels.
     */
    private static final int MANY_PIXELS = 13;

    public ConvTile {
        if (pixels < 1 || vectors < 1 || !fits(pixels, vectors)) {
            throw new IllegalArgumentException(
                    "a tile of " + pixels + " pixels x " + vectors + " vectors does not fit " + Machine.THIS.tileRegisters() + " registers");
        }
        if (run < 1) {
            throw new IllegalArgumentException("a tile with runs of " + run);
        }
        in = in.of(pixels);
        out = out.of(pixels);
    }

    /** A tile that prefetches if that is faster on this machine. */
    public ConvTile(int pixels, int vectors, Rows in, Rows out, int run) {
        this(pixels, vectors, in, out, run, Machine.THIS.prefetch());
    }

    /** Whether the sums, one vector of weights per block of output channels and one input fit the registers. */
    public static boolean fits(int pixels, int vectors) {
        return pixels * vectors + vectors + 1 <= Machine.THIS.tileRegisters();
    }

    /** Returns the number of floats of weights that a call with {@code runs} runs prefetches. */
    public int touched(int runs) {
        return runs * (run / pass()) * touches() * LINE;
    }

    /**
     * Inputs per pass of the loop. A pass of a half or a third of a run halves the compilation time and costs some more
     * instructions.
     */
    private int pass() {
        return quicklyCompiled(pixels, vectors) ? run / shortPasses() : run;
    }

    /** Passes per run in kernels that must compile quickly. */
    private int shortPasses() {
        if (Simd.BITS != 512) {
            return 1;
        }
        return run % 2 == 0 ? 2 : run % 3 == 0 ? 3 : 1;
    }

    /**
     * Returns the kernel's table of offsets. Successive runs prefetch inputs of different pixels.
     *
     * @param runs offset of each run from the window's first float
     */
    public Taps taps(int[] runs) {
        int[] prefetches = new int[runs.length];
        for (int i = 0; i < runs.length; i++) {
            int pixel = Math.min(i % AHEAD * (MANY_PIXELS - 1) / (AHEAD - 1), pixels - 1);
            prefetches[i] = runs[Math.min(i + AHEAD, runs.length - 1)] + in.at(pixel);
        }
        return Taps.of(runs, prefetches, shortPasses(), run / shortPasses());
    }

    /** Cache lines of weights that a pass of the loop prefetches. */
    private int touches() {
        return prefetch ? Math.max(1, pass() * vectors * Simd.LANES / LINE / LINES_TO_A_TOUCH) : 0;
    }

    /**
     * Name such as {@code conv14x2_s16_i7r144_o7r112_u4_p_avx512}: pixels × vectors; step of the input; width and step
     * of the input's and the output's rows, if there are gaps between them; inputs per pass, and per run if a run takes
     * several passes; {@code p} if it prefetches.
     */
    @Override
    public String name() {
        String runs = "_u" + pass() + (pass() < run ? "of" + run : "");
        String rows = "_s" + in.step() + in.name("i") + out.name("o");
        return "conv" + pixels + "x" + vectors + rows + runs + (prefetch ? "_p" : "") + Simd.suffix();
    }

    /** Names of all kernels that may compute the tile. */
    public Stream<String> names() {
        return quicklyCompiled(pixels, vectors) ? Stream.of(name()) : Stream.concat(Stream.of(name()), halves().flatMap(ConvTile::names));
    }

    /**
     * Returns the kernel of the tile. For a large tile, two kernels of half the size are used until the tile's own
     * kernel is compiled.
     */
    public ConvKernel kernel() {
        if (quicklyCompiled(pixels, vectors)) {
            return whole();
        }
        List<ConvTile> halves = halves().toList();
        int half = halves.getFirst().pixels;
        return new HalvedTile(
                Kernels.later(this),
                halves.getFirst().kernel(),
                halves.getLast().kernel(),
                in.at(half),
                out.at(half));
    }

    /** The tile's own kernel, compiled or not. */
    ConvKernel whole() {
        return Kernels.get(this);
    }

    /** Returns the number of pixels per tile at the first inference for a tile of this size that is not whole rows. */
    static int firstPixels(int pixels, int vectors) {
        return quicklyCompiled(pixels, vectors) ? pixels : firstPixels(pixels - pixels / 2, vectors);
    }

    private static boolean quicklyCompiled(int pixels, int vectors) {
        return pixels * vectors <= QUICKLY_COMPILED || pixels == 1;
    }

    private Stream<ConvTile> halves() {
        int unit = Math.min(in.width(), out.width());
        unit = unit < pixels ? unit : 1;
        int half = pixels / unit / 2 * unit;
        return Stream.of(half, pixels - half).map(part -> new ConvTile(part, vectors, in, out, run, prefetch));
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
        Vec[][] sums = new Vec[pixels][vectors];
        for (int v = 0; v < vectors; v++) {
            for (int p = 0; p < pixels; p++) {
                sums[p][v] = p == 0 ? k.load(new At(w, given.weights(), v * Simd.LANES)) : k.copy(sums[0][v]);
            }
        }
        Add.emit(k, sums, x, given.shortcut(), given.shortcutBlock(), out);

        Int firstWeights = k.plus(given.weights(), vectors * Simd.LANES);
        Vec[] weight = k.vecs(vectors);
        Vec input = k.vec();
        Int touched = k.literal(0);
        Taps.Emitter taps = new Taps.Emitter(k, given.taps(), shortPasses());
        k.forEachBelow(k.multiple(taps.runs(), run / pass()), sums, i -> {
            Int first = pass() < run ? taps.pass(given.in(), i) : taps.run(given.in(), i);
            // computed from the counter: a separate variable makes the compiled code 6 % slower
            Int weights = k.plusMultiple(firstWeights, i, pass() * vectors * Simd.LANES);
            if (prefetch) {
                touch(k, given, taps, touched, i);
            }
            for (int c = 0; c < pass(); c++) {
                for (int v = 0; v < vectors; v++) {
                    k.load(weight[v], new At(w, weights, (c * vectors + v) * Simd.LANES));
                }
                for (int p = 0; p < pixels; p++) {
                    k.broadcast(input, new At(x, first, in.at(p) + c));
                    for (int v = 0; v < vectors; v++) {
                        k.fma(sums[p][v], input, weight[v]);
                    }
                    k.fence(); // without it, C2 broadcasts all inputs first and spills the sums
                }
            }
        });

        ReLU.emit(k, sums, given.floor(), x, given.out(), given.outBlock(), out);
        k.give(touched); // without a use, C2 would remove the prefetches
    }

    /**
     * Prefetches weights and inputs. The hardware prefetcher stops at a page boundary, and the inputs span many pages.
     */
    private void touch(KernelWriter k, ConvKernel.Parameters given, Taps.Emitter taps, Int touched, Int i) {
        Int next = k.plusMultiple(given.next(), i, touches() * LINE);
        for (int line = 0; line < touches(); line++) {
            k.addBits(touched, new At(given.w(), next, line * LINE));
        }
        if (pixels >= MANY_PIXELS && pass() == run) {
            k.addBits(touched, new At(given.x(), taps.prefetch(given.in(), i), 0));
        }
    }

    /** Calls the kernel on one run of inputs, with and without a shortcut. */
    @Override
    public Consumer<ConvKernel> warmUp() {
        float[] x = new float[Math.max(in.at(pixels) + run, vectors * out.at(pixels))];
        float[] w = new float[Math.max((1 + run) * vectors * Simd.LANES, touches() * LINE)];
        int block = out.at(pixels);
        int[] taps = taps(new int[1]).array();
        return kernel -> {
            kernel.run(x, 0, taps, w, 0, 0, block, -1, 0, 0, 0);
            kernel.run(x, 0, taps, w, 0, 0, block, 0, block, 0, 0);
        };
    }
}
