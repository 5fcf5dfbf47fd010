package resnet50.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.conformance.Closeness.assertClose;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.conformance.Closeness;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.onnx.OnnxExport;
import resnet50.testing.Golden;
import resnet50.testing.Repository;
import resnet50.testing.TestData;
import resnet50.testing.TestResource;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFiles;

/** Tests the ONNX export: ONNX Runtime's logits from the exported model match PyTorch's logits from the weights. */
class OnnxRuntimeTest {
    private static final int SIZE = Golden.SIZE;

    /** Maximum absolute error of a logit; logits reach 20. */
    private static final double TOLERANCE = 1e-3;

    /** Maximum error relative to the largest logit, as for the stages. */
    private static final double RELATIVE_TOLERANCE = 0.5e-4;

    @TempDir
    private Path folder;

    private OnnxRuntime load(Architecture architecture, WeightsFile weights, int size, int batch) {
        Path model = folder.resolve("model.onnx");
        new OnnxExport().write(architecture, weights, size, model, true, Progress.NONE);
        return OnnxRuntime.open(model, 1, Optional.empty(), batch, size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50", "resnext50_32x4d"})
    void syntheticWeightsGivePyTorchsLogits(String name) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        try (WeightsFile golden = WeightsFiles.open(TestResource.file("golden/synthetic-logits.safetensors"));
                OnnxRuntime runtime = load(architecture, new SyntheticWeights(architecture), SIZE, 1)) {
            assertEquals(name, runtime.modelName());
            runtime.setInput(0, SyntheticWeights.input(SIZE));
            assertNear(run(runtime), widen(golden.floats("logits/" + name)), name);
        }
    }

    @ParameterizedTest
    @CsvSource({"resnet18, 224", "resnext50_32x4d, 224", "resnet18, 65"})
    void everyPictureOfABatchHasItsOwnLogits(String name, int size) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        WeightsFile weights = new SyntheticWeights(architecture);
        float[] picture = SyntheticWeights.input(size);
        float[] other = picture.clone();
        Arrays.fill(other, 0, other.length / 2, 0.5f);
        try (OnnxRuntime one = load(architecture, weights, size, 1);
                OnnxRuntime two = load(architecture, weights, size, 2)) {
            two.setInput(0, picture);
            two.setInput(1, other);
            float[] both = run(two);
            one.setInput(0, picture);
            assertNear(Arrays.copyOfRange(both, 0, one.classes()), widen(run(one)), "first");
            one.setInput(0, other);
            float[] alone = run(one);
            assertNear(Arrays.copyOfRange(both, one.classes(), both.length), widen(alone), "second");
            double difference = Closeness.maxDifference(alone, widen(Arrays.copyOf(both, one.classes())));
            assertTrue(difference > 10 * tolerance(widen(alone)), "the logits differ only by " + difference);
        }
    }

    @Test
    void trainedWeightsGivePyTorchsLogits() {
        try (Golden golden = new Golden();
                WeightsFile weights = WeightsFiles.open(Repository.WEIGHTS);
                OnnxRuntime runtime = load(Architecture.named("resnet50").orElseThrow(), weights, SIZE, 1)) {
            for (String picture : List.of("cat-crop", "cat-stretch", "espresso-crop", "espresso-stretch")) {
                runtime.setInput(0, Golden.input(picture));
                assertNear(run(runtime), widen(golden.tensor("logits/" + picture)), picture);
            }
        }
    }

    @Test
    void trainedWeightsOfResnet18GivePyTorchsLogits() {
        try (WeightsFile golden = WeightsFiles.open(TestData.golden("logits.safetensors"));
                WeightsFile weights = WeightsFiles.open(TestData.model("resnet18.safetensors"));
                OnnxRuntime runtime = load(Architecture.named("resnet18").orElseThrow(), weights, SIZE, 1)) {
            runtime.setInput(0, Golden.input("cat-crop"));
            assertNear(run(runtime), widen(golden.floats("resnet18/cat.png")), "cat");
        }
    }

    @Test
    void appliesTheSettings() {
        Architecture architecture = Architecture.named("resnet18").orElseThrow();
        Path model = folder.resolve("model.onnx");
        new OnnxExport().write(architecture, new SyntheticWeights(architecture), 64, model, false, Progress.NONE);
        try (OnnxRuntime plain = OnnxRuntime.open(model, 1, Optional.empty(), 1, 224);
                OnnxRuntime threads = OnnxRuntime.open(model, 2, Optional.of(false), 1, 224)) {
            assertEquals(64, plain.size(), "input size of the model");
            plain.setInput(0, SyntheticWeights.input(64));
            threads.setInput(0, SyntheticWeights.input(64));
            float[] once = run(plain);
            assertNear(run(threads), widen(once), "two threads");
            assertArrayEquals(once, run(plain), 0f, "second run");
        }
    }

    @Test
    void refusesMissingAndInvalidModels() throws IOException {
        Path missing = folder.resolve("none.onnx");
        assertRefused(
                ExitCode.NO_INPUT, missing + ": is no file", "export",
                () -> OnnxRuntime.open(missing, 1, Optional.empty(), 1, SIZE));
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        assertRefused(
                ExitCode.BAD_DATA, text + ": ONNX Runtime does not take it", "export",
                () -> OnnxRuntime.open(text, 1, Optional.empty(), 1, SIZE));
    }

    private static void assertNear(float[] logits, double[] expected, String what) {
        assertClose(logits, expected, tolerance(expected), what);
    }

    /** Synthetic weights give some networks small logits, for which 1e-3 alone would accept wrong results. */
    private static double tolerance(double[] expected) {
        return Math.min(TOLERANCE, RELATIVE_TOLERANCE * Closeness.maxMagnitude(expected));
    }

    private static float[] run(OnnxRuntime runtime) {
        float[] logits = new float[runtime.batch() * runtime.classes()];
        Arrays.fill(logits, Float.NaN);
        runtime.run(logits);
        return logits;
    }

    private static double[] widen(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
