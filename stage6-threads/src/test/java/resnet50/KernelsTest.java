package resnet50;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.AfterAll;
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
import resnet50.generator.KernelClass;
import resnet50.generator.Kernels;
import resnet50.kernels.Tiling;
import resnet50.weights.SyntheticWeights;

/** Tests the convolutions of generated kernels against the simple reference, and the dump of kernels. */
class KernelsTest {
    private static final long SEED = 5;
    private static final int RANDOM_SHAPES = 60;

    private static final List<Team> TEAMS = Stream.of(2, 3, 5, 8).map(Team::new).toList();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        TEAMS.forEach(Team::close);
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
                new ConvShape(16 * lanes, 14, 14, 16 * lanes, 3, 2, 1, 1), // at 256 bits, each window is copied
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
        int halo = shape.outH() % 2; // zero or one, as the next layer requires
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), halo);
        boolean inPlace = halo == 0 && shape.kernel() == 1;
        Activation addend = inPlace ? out : buffers.take(shape.outH(), shape.outW(), shape.outC(), shape.outW() % 3);
        boolean adds = halo == 0 || shape.kernel() > 1; // a 1×1 convolution before a 3×3 one has no shortcut
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
        Conv2d conv = new Conv2d(new Convolution("conv", shape), x, out, adds ? addend : null, true, weights, buffers);
        weights.load(Team.ALONE);
        float[] arena = buffers.arena(1);
        x.fill(arena, in);
        addend.fill(arena, shortcut);
        conv.forward(arena, weights.data(), Team.ALONE);

        double[] expected = ReferenceOperators.conv2d(shape, Closeness.widen(in), weight);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, expected[i] + shift[i % shape.outC()] + (adds ? shortcut[i] : 0));
        }
        float[] actual = new float[expected.length];
        out.copyTo(arena, actual);
        // Winograd's transforms of 4×4 outputs lose about one more digit
        double tolerance = 16 * Closeness.sumTolerance(terms, Math.sqrt(terms));
        Closeness.assertClose(actual, expected, tolerance, conv.plan() + " of " + shape);
        assertHaloIsZero(arena, out);

        for (Team team : TEAMS) {
            arena = buffers.arena(team.size());
            x.fill(arena, in);
            addend.fill(arena, shortcut);
            conv.forward(arena, weights.data(), team);
            float[] shared = new float[actual.length];
            out.copyTo(arena, shared);
            assertArrayEquals(actual, shared, conv.plan() + " of " + shape + " on threads: " + team.size());
            assertHaloIsZero(arena, out);
        }
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
    void dumpsThePlanAndVerifiableKernels() throws IOException {
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
            assertTrue(KernelClass.length(bytes, "run") <= KernelClass.MAX_BYTECODES, kernel);
        }
    }

    /** The plan itself refuses candidates of which the chosen one is not the fastest. */
    @Test
    void everyLayerHasCandidates() {
        for (String name : List.of("resnet50", "resnext50_32x4d")) {
            Architecture architecture = Architecture.named(name).orElseThrow();
            try (var engine = new ResNetProvider().build(architecture, new SyntheticWeights(architecture), EngineOptions.of(224))) {
                for (LayerPlan layer : engine.plan()) {
                    boolean grouped = layer.algorithm().equals("grouped");
                    assertEquals(grouped, layer.algorithms().isEmpty(), layer.toString());
                    assertEquals(grouped, layer.tiles().isEmpty(), layer.toString());
                    if (layer.algorithm().startsWith("winograd")) {
                        assertEquals(3, layer.algorithms().size(), layer.toString());
                        assertTrue(layer.tiles().size() > 10, layer.toString());
                    }
                }
            }
        }
    }

    /** With 256-bit vectors, seven pixels x two vectors do not fit a tile. So pixels are copied, and tiles cross rows. */
    @Test
    void tilesCrossTheEndsOfRowsIfThatIsFaster() {
        Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
        try (var engine = new ResNetProvider().build(resnet50, new SyntheticWeights(resnet50), EngineOptions.of(224))) {
            int unit = Simd.BITS == 256 ? 1 : 7;
            String expected = Tiling.best(7 * 7, 512 / Simd.LANES, unit).toString();
            List<String> layers = List.of("layer4.0.conv2+layer4.0.bn2", "layer4.1.conv1+layer4.1.bn1");
            List<LayerPlan> plan = engine.plan().stream().filter(layer -> layers.contains(layer.layer())).toList();
            assertEquals(List.of(expected, expected), plan.stream().map(LayerPlan::tile).toList());
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
