package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.conformance.Closeness.assertClose;
import static resnet50.conformance.Closeness.widen;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.engine.EngineOptions;
import resnet50.engine.EngineProvider;
import resnet50.engine.LayerListener;
import resnet50.label.TopK;
import resnet50.testing.SharedData;
import resnet50.testing.TestResource;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFile;
import resnet50.weights.WeightsFiles;

/**
 * What every stage's network must do; each stage runs this class on its own engine. Its tests run side by side, for on the first rungs
 * they take the most time of all.
 */
@Execution(ExecutionMode.CONCURRENT)
class NetworkContractTest {
    /** What a trained network's logits, which reach 20, may be off at most. */
    private static final double LOGIT_TOLERANCE = 2e-3;

    /**
     * Of the largest logit. A rung that is this close to PyTorch is within twice of it, 1e-4, of every other such rung; float
     * sums in another order differ by some 1e-5.
     */
    private static final double RELATIVE_TOLERANCE = 0.5e-4;

    /** Of the largest activation in a layer. */
    private static final double ACTIVATION_TOLERANCE = 1e-3;

    /** Layers that a stage may compute together with the next; it tells of the last of them. */
    private static final Set<String> MAY_BE_FUSED = Set.of("conv1", "bn1", "relu");

    private static final int SIZE = 224;

    /** Which of the hundred evaluation pictures are labeled: one in so many. A stage that takes seconds for one may ask for fewer. */
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
        "resnet18, 32", // the last layers see one pixel
        "resnet18, 65", // odd at every level
        "resnet50, 33",
        "resnext50_32x4d, 47"
    })
    void otherPictureSizesAgreeWithTheReference(String name, int size) {
        Architecture architecture = Architecture.named(name).orElseThrow().withClasses(13);
        try (WeightsFile weights = new SyntheticWeights(architecture)) {
            float[] input = SyntheticWeights.input(size);
            double[] expected = new ReferenceNetwork(architecture, weights).logits(input, size);
            float[] logits = run(architecture, weights, size, input, LayerListener.NONE);
            assertClose(logits, expected, RELATIVE_TOLERANCE * Closeness.maxMagnitude(expected), name + " at " + size);
        }
    }

    @Test
    void runsAreIndependentOfEachOther() {
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
        assertArrayEquals(first, again, 0f, "the same picture, the same logits, bit for bit");
        assertTrue(Closeness.maxDifference(first, widen(other)) > 1e-3, "another picture, other logits");
        assertArrayEquals(inputBefore, input, 0f, "the input is the caller's");
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18.safetensors, input, resnet18, cat.png",
        "resnet18.safetensors, input, resnet18, espresso.png",
        "resnet18.safetensors, input, resnet18, motorcycle.png",
        "resnet50.pth, input, resnet50, espresso.png",
        "resnet50.pth, input, resnet50, motorcycle.png",
        "resnet50.pth, input_stretch, resnet50_stretch, cat.png",
        "resnet50.pth, input_stretch, resnet50_stretch, espresso.png",
        "resnet50.pth, input_stretch, resnet50_stretch, motorcycle.png"
    })
    void trainedWeightsGivePyTorchsLogits(String file, String input, String logits, String picture) {
        checkTrained(SharedData.model(file), input + "/" + picture, logits + "/" + picture, LayerListener.NONE);
    }

    @Test
    void everyLayerOfTheCatAgreesWithPyTorch() {
        Path model = SharedData.model("resnet50.pth");
        Set<String> seen = new HashSet<>();
        try (WeightsFile golden = WeightsFiles.open(SharedData.golden("resnet50-activations-cat.safetensors"))) {
            LayerListener listener = (layer, data, offset, height, width, channels) -> {
                Nhwc activation = Nhwc.copyOf(data, offset, height, width, channels);
                compareIfGolden(golden, "mean/" + layer, activation.channelMeans());
                compareIfGolden(golden, "full/" + layer, activation.toNchw());
                seen.add(layer);
            };
            checkTrained(model, "input/cat.png", "resnet50/cat.png", listener);
            for (String tensor : golden.tensors().keySet()) {
                String layer = tensor.substring(tensor.indexOf('/') + 1);
                assertTrue(seen.contains(layer) || MAY_BE_FUSED.contains(layer), "never told of " + tensor);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void evalPicturesGetTheReferencesLabel(int first) {
        Architecture architecture = Architecture.named("resnet50").orElseThrow();
        float[] logits = new float[architecture.classes()];
        try (WeightsFile weights = WeightsFiles.open(SharedData.model("resnet50.pth"));
                Engine engine = provider.build(architecture, weights, EngineOptions.of(SIZE))) {
            for (int index = first; index < first + 50; index += EVAL_STEP) {
                EvalPicture picture = EvalPicture.at(index);
                run(engine, picture.input(), logits);
                assertEquals(picture.top1(), TopK.indices(logits, 1)[0], picture.path().toString());
            }
        }
    }

    private void checkTrained(Path model, String input, String expected, LayerListener listener) {
        try (WeightsFile inputs = WeightsFiles.open(SharedData.golden("preprocess.safetensors"));
                WeightsFile golden = WeightsFiles.open(SharedData.golden("logits.safetensors"));
                WeightsFile weights = WeightsFiles.open(model)) {
            String name = expected.substring(0, 8); // resnet18 or resnet50
            float[] picture = Nhwc.ofNchw(inputs.floats(input), SIZE, SIZE, 3).data();
            float[] logits = run(Architecture.named(name).orElseThrow(), weights, SIZE, picture, listener);
            float[] reference = golden.floats(expected);
            double tolerance = Math.min(LOGIT_TOLERANCE, RELATIVE_TOLERANCE * Closeness.maxMagnitude(widen(reference)));
            assertClose(logits, widen(reference), tolerance, expected);
            assertArrayEquals(TopK.indices(reference, 5), TopK.indices(logits, 5), "top-5 of " + expected);
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
            assertArrayEquals(logits, quick, 0f, "the kernels of the first picture and those of the others, bit for bit");
        }
    }

    private static void compareIfGolden(WeightsFile golden, String tensor, float[] actual) {
        if (golden.tensors().containsKey(tensor)) {
            double[] expected = widen(golden.floats(tensor));
            assertClose(actual, expected, ACTIVATION_TOLERANCE * Closeness.maxMagnitude(expected), tensor);
        }
    }
}
