package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.conformance.ArrayWeights;
import resnet50.conformance.Closeness;
import resnet50.conformance.ReferenceOperators;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.EngineOptions;
import resnet50.core.LayerListener;
import resnet50.core.LayerPlan;
import resnet50.core.Progress;
import resnet50.weights.SyntheticWeights;

/**
 * Generated kernels are tested against the simple reference; also what the generator rejects, and what it writes for
 * people.
 */
class KernelsTest {
    private static final long SEED = 5;
    private static final int RANDOM_SHAPES = 60;

    @TempDir
    Path folder;

    /** Every tile that fits the registers, at strides 1 and 2, and tiles of several rows with gaps between them. */
    static Stream<ConvTile> tiles() {
        Rows in = new Rows(Simd.LANES, 3, 5 * Simd.LANES);
        Rows out = new Rows(Simd.LANES, 3, 4 * Simd.LANES);
        Stream<ConvTile> tilesOfRows = Stream.of(1, 2).flatMap(vectors -> Stream.of(3, 6, 9, 12)
                .filter(pixels -> ConvTile.fits(pixels, vectors))
                .map(pixels -> new ConvTile(pixels, vectors, in, pixels == 6 ? row(1) : out, DirectConv.RUN)));
        Stream<ConvTile> others = Stream.of(1, 2)
                .flatMap(stride -> Stream.iterate(1, vectors -> vectors + 1)
                        .limit(8)
                        .flatMap(vectors -> Stream.iterate(1, pixels -> ConvTile.fits(pixels, vectors), pixels -> pixels + 1)
                                .map(pixels -> new ConvTile(pixels, vectors, row(stride), row(1), DirectConv.RUN))));
        return Stream.concat(tilesOfRows, others);
    }

    private static Rows row(int stride) {
        return Rows.one(stride * Simd.LANES);
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void everyTileGivesTheSumsOfProducts(ConvTile tile) {
        assertSumsOfProducts(tile, tile.whole());
        assertSumsOfProducts(tile, tile.kernel()); // in two halves, if the tile is large
    }

    private static void assertSumsOfProducts(ConvTile tile, ConvKernel kernel) {
        Random random = new Random(SEED);
        int lanes = Simd.LANES;
        int width = tile.vectors() * lanes;
        int[] runs = {0, 3 * tile.run(), 50, 7};
        int[] taps = tile.taps(runs);
        int inputs = runs.length * tile.run();
        int in = 1;
        int inSize = in + tile.in().at(tile.pixels()) + 50 + tile.run();
        int block = tile.out().at(tile.pixels()) + 5;
        int out = inSize;
        int shortcut = out + tile.vectors() * block;
        float[] x = numbers(random, shortcut + tile.vectors() * block);
        Arrays.fill(x, out, shortcut, Float.NaN); // old values must not matter
        float[] w = numbers(random, Math.max((1 + inputs) * width, tile.touched(runs.length)));
        for (boolean add : new boolean[] {false, true}) {
            for (float floor : new float[] {0, Float.NEGATIVE_INFINITY}) {
                kernel.run(x, in, taps, w, 0, out, block, add ? shortcut : -1, block, floor, 0);
                for (int p = 0; p < tile.pixels(); p++) {
                    for (int c = 0; c < width; c++) {
                        double sum = w[c];
                        for (int i = 0; i < inputs; i++) {
                            double input = x[in + taps[i / tile.run()] + i % tile.run() + tile.in().at(p)];
                            sum += input * w[(1 + i) * width + c];
                        }
                        int at = c / lanes * block + tile.out().at(p) + c % lanes;
                        double expected = Math.max(floor, add ? sum + x[shortcut + at] : sum);
                        assertEquals(expected, x[out + at], 1e-4, tile + ", pixel " + p + ", channel " + c);
                    }
                }
            }
        }
    }

    /** Shapes for every algorithm, in addition to those of the contract. */
    static Stream<ConvShape> shapes() {
        Random random = new Random(SEED);
        int lanes = Simd.LANES;
        Stream<ConvShape> chosen = Stream.of(
                new ConvShape(2 * lanes, 4, 4, lanes, 3, 1, 1, 1), // one Winograd tile of 4×4
                new ConvShape(2 * lanes, 13, 9, 3 * lanes, 3, 1, 1, 1), // the last tiles overlap
                new ConvShape(2 * lanes, 3, 5, 17, 3, 1, 1, 1), // only a tile of 2×2 fits
                new ConvShape(16 * lanes, 14, 14, 16 * lanes, 3, 1, 1, 1),
                new ConvShape(4 * lanes, 56, 56, 2 * lanes, 3, 1, 1, 1), // several chunks
                new ConvShape(4 * lanes, 30, 62, 2 * lanes, 3, 1, 1, 1), // chunks that end within a row of tiles
                new ConvShape(2 * lanes, 9, 9, 2 * lanes, 3, 2, 1, 2), // a group of whole blocks
                new ConvShape(4 * lanes, 15, 31, 4 * lanes, 3, 1, 1, 2 * lanes), // two channels per group
                new ConvShape(64, 29, 15, 64, 3, 2, 1, 16),
                new ConvShape(128, 16, 9, 128, 3, 1, 1, 16),
                new ConvShape(2048, 7, 7, 512, 1, 1, 0, 1),
                new ConvShape(512, 7, 7, 96, 3, 1, 1, 1), // panels in parts
                new ConvShape(640, 11, 5, 33, 3, 2, 1, 1));
        Stream<ConvShape> drawn = Stream.generate(() -> {
                    int groups = random.nextInt(4) == 0 ? 1 << random.nextInt(3) : 1;
                    int kernel = random.nextInt(3) == 0 ? 1 : 3;
                    return new ConvShape(
                            groups * (1 + random.nextInt(40)),
                            3 + random.nextInt(20),
                            3 + random.nextInt(20),
                            groups * (1 + random.nextInt(40)),
                            kernel,
                            1 + random.nextInt(2),
                            kernel / 2,
                            groups);
                })
                .limit(RANDOM_SHAPES);
        return Stream.concat(chosen, drawn);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyAlgorithmAgreesWithTheReference(ConvShape shape) {
        Random random = new Random(SEED);
        float[] in = numbers(random, shape.inH() * shape.inW() * shape.inC());
        int terms = shape.groupInC() * shape.kernel() * shape.kernel();
        float[] weight = numbers(random, shape.outC() * terms);
        float[] shift = numbers(random, shape.outC());
        float[] shortcut = numbers(random, shape.outH() * shape.outW() * shape.outC());

        Buffers buffers = new Buffers(LayerListener.NONE);
        Activation x = buffers.take(shape.inH(), shape.inW(), shape.inC(), shape.pad());
        int halo = shape.outH() % 2; // as the next layer may need it
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), halo);
        boolean inPlace = halo == 0 && shape.kernel() == 1;
        Activation addend = inPlace ? out : buffers.take(shape.outH(), shape.outW(), shape.outC(), shape.outW() % 3);
        float[] ones = new float[shape.outC()];
        Arrays.fill(ones, 1);
        float[] variance = new float[shape.outC()];
        Arrays.fill(variance, 1 - 1e-5f);
        Weights weights = new Weights(
                new ArrayWeights(java.util.Map.of(
                        "conv.weight", weight, "bn.weight", ones, "bn.bias", shift, "bn.running_mean", new float[shape.outC()],
                        "bn.running_var", variance)),
                Progress.NONE,
                5);
        Conv2d conv = new Conv2d(new Convolution("conv", shape), x, out, addend, true, weights, buffers);
        weights.load();
        float[] arena = buffers.arena();
        x.fill(arena, in);
        addend.fill(arena, shortcut);
        conv.forward(arena, weights.data());

        double[] expected = ReferenceOperators.conv2d(shape, Closeness.widen(in), weight);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, expected[i] + shift[i % shape.outC()] + shortcut[i]);
        }
        float[] actual = new float[expected.length];
        out.copyTo(arena, actual);
        // Winograd's transforms of 4×4 outputs lose about one more digit
        double tolerance = 16 * Closeness.sumTolerance(terms, Math.sqrt(terms));
        Closeness.assertClose(actual, expected, tolerance, conv.plan() + " of " + shape);
        assertHaloIsZero(arena, out);
    }

    private static void assertHaloIsZero(float[] arena, Activation a) {
        for (int block = 0; block < a.blocks(); block++) {
            for (int y = -a.halo(); y < a.height() + a.halo(); y++) {
                for (int x = -a.halo(); x < a.width() + a.halo(); x++) {
                    boolean inside = y >= 0 && y < a.height() && x >= 0 && x < a.width();
                    for (int lane = 0; !inside && lane < a.lanes(); lane++) {
                        assertEquals(0f, arena[a.at(block, y, x) + lane], "halo at " + y + ", " + x);
                    }
                }
            }
        }
    }

    @Test
    void tilesThatDoNotFitTheRegistersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(15, 2, row(1), row(1), 1));
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(0, 1, row(1), row(1), 1));
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(1, 1, row(1), row(1), 0));
    }

    @Test
    void codeTooLongForTheCompilerIsRefused() {
        ConvTile tile = new ConvTile(6, 2, row(1), row(1), 100);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, tile::kernel);
        assertTrue(e.getMessage().contains(tile.name()), e.getMessage());
    }

    @Test
    void aLargeKernelTakesOverWhenItIsCompiled() {
        String large = "large" + Simd.suffix();
        boolean[] called = new boolean[1];
        Kernels.Later<ConvKernel> later = Kernels.later(large, ConvKernel.class, k -> k.give(k.literal(0)), kernel -> {
            called[0] = true;
            kernel.run(null, 0, null, null, 0, 0, 0, 0, 0, 0, 0);
        });
        ConvKernel half = (x, in, taps, w, weights, out, outBlock, shortcut, shortcutBlock, floor, next) -> 1;
        HalvedTile tile = new HalvedTile(later, half, half, 0, 0);
        assertSame(tile, tile.quickest(), "before it is compiled");
        assertFalse(called[0]);
        Kernels.warmUpLater(List.of(new LayerPlan("layer", "direct", "1x1", List.of(large))));
        assertTrue(called[0]);
        assertSame(later.compiled(), tile.quickest());
        assertNotSame(tile, tile.quickest());
    }

    @Test
    void layersOfOneShapeShareAKernel() {
        ConvTile tile = new ConvTile(2, 2, row(1), row(1), DirectConv.RUN);
        assertSame(tile.kernel(), new ConvTile(2, 2, row(1), row(1), DirectConv.RUN).kernel());
    }

    @Test
    void thePlanAndItsKernelsCanBeRead() throws IOException {
        Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
        List<LayerPlan> plan;
        EngineOptions options = EngineOptions.of(64);
        try (var engine = new ResNetProvider().build(resnet50, new SyntheticWeights(resnet50), options)) {
            plan = engine.plan();
        }
        assertEquals(54, plan.size(), "53 convolutions and fc");
        Kernels.dump(plan, folder);
        assertEquals(plan.size(), Files.readAllLines(folder.resolve("plan.txt")).size());
        Set<String> kernels = plan.stream().flatMap(layer -> layer.kernels().stream()).collect(Collectors.toSet());
        for (String kernel : kernels) {
            byte[] bytes = Files.readAllBytes(folder.resolve("kernel_" + kernel + ".class"));
            assertEquals(List.of(), ClassFile.of().verify(bytes), kernel);
            assertTrue(KernelWriter.length(bytes, "run") <= KernelWriter.MAX_BYTECODES, kernel);
        }
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
