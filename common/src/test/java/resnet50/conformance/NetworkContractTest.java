package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.conformance.Closeness.assertClose;
import static resnet50.conformance.Closeness.widen;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.core.WeightsFile;
import resnet50.label.ClassMap;
import resnet50.label.ClassMaps;
import resnet50.label.TopK;
import resnet50.testing.Golden;
import resnet50.testing.Repository;
import resnet50.testing.TestData;
import resnet50.testing.TestResource;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFiles;

/**
 * Contract of every stage's network; each stage runs this class on its own engine. The tests run concurrently, because
 * in the first stages they take most of the test time.
 */
@Execution(ExecutionMode.CONCURRENT)
class NetworkContractTest {
    /** Absolute tolerance for a trained network's logits, which reach 20. */
    private static final double LOGIT_TOLERANCE = 2e-3;

    /**
     * Tolerance relative to the largest logit. Two stages within this distance of PyTorch are within twice the
     * distance, 1e-4, of each other. Float sums in another order differ by about 1e-5.
     */
    private static final double RELATIVE_TOLERANCE = 0.5e-4;

    /** Tolerance relative to the largest activation of a layer. */
    private static final double ACTIVATION_TOLERANCE = 1e-3;

    /** Tolerance relative to the range of a class activation map. */
    private static final double MAP_TOLERANCE = 1e-3;

    /** Layers that a stage may fuse with the next layer; only the last of the fused layers is reported. */
    private static final Set<String> MAY_BE_FUSED = Set.of("conv1", "bn1", "relu");

    /** Number of blocks of resnet50; each has a reference. */
    private static final int BLOCKS = 16;

    private static final int SIZE = Golden.SIZE;

    /**
     * Step between labeled evaluation pictures. A stage that takes seconds per image may set a larger step.
     */
    private static final int EVAL_STEP = Integer.getInteger("resnet50.test.eval-step", 10);

    private final EngineProvider provider = ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50", "resnext50_32x4d", "wide_resnet50_2"})
    void syntheticWeightsGivePyTorchsLogits(String name) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        try (WeightsFile golden = WeightsFiles.open(TestResource.file("golden/synthetic-logits.safetensors"));
                WeightsFile weights = new SyntheticWeights(architecture)) {
            float[] logits = run(architecture, weights, SIZE, SyntheticWeights.input(SIZE), LayerListener.NONE);
            double[] expected = widen(golden.floats("logits/" + name));
            assertClose(logits, expected, RELATIVE_TOLERANCE * Closeness.maxMagnitude(expected), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 32", // the last layers' input is one pixel
        "resnet18, 65", // odd sizes in all layers
        "resnet50, 33",
        "resnext50_32x4d, 47"
    })
    void otherInputSizesAgreeWithTheReference(String name, int size) {
        Architecture architecture = Architecture.named(name).orElseThrow().withClasses(13);
        try (WeightsFile weights = new SyntheticWeights(architecture)) {
            float[] input = SyntheticWeights.input(size);
            double[] expected = new ReferenceNetwork(architecture, weights).logits(input, size);
            float[] logits = run(architecture, weights, size, input, LayerListener.NONE);
            assertClose(logits, expected, RELATIVE_TOLERANCE * Closeness.maxMagnitude(expected), name + " at " + size);
        }
    }

    @Test
    void runsAreIndependent() {
        Architecture architecture = Architecture.named("resnet18").orElseThrow();
        float[] input = SyntheticWeights.input(64);
        float[] inputBefore = input.clone();
        float[] first = new float[architecture.classes()];
        float[] other = new float[architecture.classes()];
        float[] again = new float[architecture.classes()];
        try (WeightsFile weights = new SyntheticWeights(architecture);
                Engine engine = provider.build(architecture, weights, EngineOptions.of(64))) {
            engine.run(input, first);
            engine.run(new float[input.length], other);
            engine.run(input, again);
        }
        assertArrayEquals(first, again, 0f, "logits of the same input differ");
        assertTrue(Closeness.maxDifference(first, widen(other)) > 1e-3, "logits of different inputs are equal");
        assertArrayEquals(inputBefore, input, 0f, "the run changed its input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat-stretch", "espresso-crop", "espresso-stretch"})
    void trainedWeightsGivePyTorchsLogits(String picture) {
        try (Golden golden = new Golden()) {
            float[] expected = golden.tensor("logits/" + picture);
            checkTrained("resnet50", Repository.WEIGHTS, Golden.input(picture), expected, LayerListener.NONE);
        }
    }

    @Test
    void everyLayerAgreesWithPyTorch() {
        Set<String> seen = new HashSet<>();
        try (Golden golden = new Golden()) {
            LayerListener listener = (layer, data, offset, height, width, channels) -> {
                Nhwc activation = Nhwc.copyOf(data, offset, height, width, channels);
                if (golden.names().contains("mean/" + layer)) {
                    assertActivation(golden, "mean/" + layer, activation.channelMeans());
                    assertActivation(golden, "probe/" + layer, Golden.sample(activation.toNchw()));
                    seen.add(layer);
                }
            };
            float[] expected = golden.tensor("logits/cat-crop");
            checkTrained("resnet50", Repository.WEIGHTS, Golden.input("cat-crop"), expected, listener);
            for (String tensor : golden.names()) {
                String layer = tensor.substring(tensor.indexOf('/') + 1);
                boolean ofLayer = tensor.startsWith("mean/");
                assertTrue(!ofLayer || seen.contains(layer) || MAY_BE_FUSED.contains(layer), "not reported: " + tensor);
            }
            assertTrue(seen.size() >= BLOCKS, seen.toString());
        }
    }

    @Test
    void classActivationMapsAgreeWithPyTorch() {
        Architecture architecture = Architecture.named("resnet50").orElseThrow();
        float[] logits = new float[architecture.classes()];
        try (WeightsFile golden = WeightsFiles.open(TestResource.file("golden/class-maps.safetensors"));
                WeightsFile weights = WeightsFiles.open(Repository.WEIGHTS)) {
            ClassMaps maps = new ClassMaps(architecture, weights);
            try (Engine engine = provider.build(architecture, weights, EngineOptions.of(SIZE).withListener(maps))) {
                for (String picture : List.of("cat", "espresso")) {
                    ClassMaps.OfPicture ofPicture = maps.during(() -> {
                        engine.run(Golden.input(picture + "-crop"), logits);
                        return logits;
                    });
                    float[] classes = golden.floats("classes/" + picture);
                    assertMap(golden.floats("first/" + picture), ofPicture.of((int) classes[0]), logits[(int) classes[0]], picture);
                    assertMap(golden.floats("second/" + picture), ofPicture.of((int) classes[1]), logits[(int) classes[1]], picture);
                }
            }
        }
    }

    private static void assertMap(float[] expected, ClassMap actual, float logit, String picture) {
        DoubleSummaryStatistics values = Arrays.stream(widen(expected)).summaryStatistics();
        double range = values.getMax() - values.getMin();
        assertClose(actual.values(), widen(expected), MAP_TOLERANCE * range, "map of " + picture);
        assertEquals(logit, actual.logit(), LOGIT_TOLERANCE, "mean and bias are the logit of " + picture);
    }

    /** Requires weights and a picture that are not part of the repository. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, resnet18.safetensors, input, resnet18, cat.png",
        "resnet18, resnet18.safetensors, input, resnet18, espresso.png",
        "resnet18, resnet18.safetensors, input, resnet18, motorcycle.png",
        "resnet50, resnet50.pth, input, resnet50, motorcycle.png",
        "resnet50, resnet50.pth, input_stretch, resnet50_stretch, motorcycle.png"
    })
    void trainedWeightsGiveTheTestDatasLogits(String network, String file, String input, String logits, String picture) {
        Path model = TestData.model(file);
        try (WeightsFile inputs = WeightsFiles.open(TestData.golden("preprocess.safetensors"));
                WeightsFile golden = WeightsFiles.open(TestData.golden("logits.safetensors"))) {
            float[] nhwc = Nhwc.ofNchw(inputs.floats(input + "/" + picture), SIZE, SIZE, 3).data();
            checkTrained(network, model, nhwc, golden.floats(logits + "/" + picture), LayerListener.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void evaluationPicturesGetPyTorchsLabel(int first) {
        Architecture architecture = Architecture.named("resnet50").orElseThrow();
        float[] logits = new float[architecture.classes()];
        try (WeightsFile weights = WeightsFiles.open(Repository.WEIGHTS);
                Engine engine = provider.build(architecture, weights, EngineOptions.of(SIZE))) {
            for (int index = first; index < first + 50; index += EVAL_STEP) {
                EvalPicture picture = EvalPicture.at(index);
                run(engine, picture.input(), logits);
                assertEquals(picture.top1(), TopK.indices(logits, 1)[0], picture.path().toString());
            }
        }
    }

    /** @param input [SIZE][SIZE][3] */
    private void checkTrained(String network, Path model, float[] input, float[] expected, LayerListener listener) {
        try (WeightsFile weights = WeightsFiles.open(model)) {
            float[] logits = run(Architecture.named(network).orElseThrow(), weights, SIZE, input, listener);
            double tolerance = Math.min(LOGIT_TOLERANCE, RELATIVE_TOLERANCE * Closeness.maxMagnitude(widen(expected)));
            assertClose(logits, widen(expected), tolerance, "logits of " + network);
            assertArrayEquals(TopK.indices(expected, 5), TopK.indices(logits, 5), "top-5");
        }
    }

    private float[] run(
            Architecture architecture, WeightsFile weights, int size, float[] input, LayerListener listener) {
        float[] logits = new float[architecture.classes()];
        EngineOptions options = EngineOptions.of(size).withListener(listener);
        try (Engine engine = provider.build(architecture, weights, options)) {
            run(engine, input, logits);
        }
        return logits;
    }

    private void run(Engine engine, float[] input, float[] logits) {
        engine.run(input, logits);
        if (provider.generatesKernels()) {
            float[] quick = new float[logits.length];
            engine.awaitFullSpeed();
            engine.run(input, quick);
            assertArrayEquals(logits, quick, 0f, "logits of first-run kernels and full-speed kernels differ");
        }
    }

    private static void assertActivation(Golden golden, String tensor, float[] actual) {
        double[] expected = widen(golden.tensor(tensor));
        assertClose(actual, expected, ACTIVATION_TOLERANCE * Closeness.maxMagnitude(expected), tensor);
    }
}
