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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.conformance.Closeness;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.onnx.OnnxExport;
import resnet50.testing.Golden;
import resnet50.testing.TestResource;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFiles;

/** OpenCV reads the ONNX export and computes the same logits as PyTorch and ONNX Runtime. */
class OpenCvTest {
    private static final Architecture NETWORK = Architecture.named("resnet18").orElseThrow();

    /** Maximum absolute error of a logit. */
    private static final double TOLERANCE = 1e-3;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void export() {
        model = folder.resolve("model.onnx");
        new OnnxExport().write(NETWORK, new SyntheticWeights(NETWORK), Golden.SIZE, model, false, Progress.NONE);
    }

    @Test
    void givesPyTorchsLogits() {
        try (WeightsFile golden = WeightsFiles.open(TestResource.file("golden/synthetic-logits.safetensors"));
                OpenCv openCv = OpenCv.open(model, 1, 1, Golden.SIZE)) {
            assertEquals(NETWORK.classes(), openCv.classes());
            assertTrue(openCv.name().matches("opencv \\d+\\.\\d+\\.\\d+"), openCv.name());
            openCv.setInput(0, SyntheticWeights.input(Golden.SIZE));
            assertClose(run(openCv), widen(golden.floats("logits/resnet18")), TOLERANCE, "synthetic input");
        }
    }

    @Test
    void givesOnnxRuntimesLogitsOfABatch() {
        try (OnnxRuntime onnxRuntime = OnnxRuntime.open(model, 1, Optional.empty(), 1, Golden.SIZE);
                OpenCv openCv = OpenCv.open(model, 2, 2, Golden.SIZE)) {
            openCv.setInput(0, Golden.input("cat-crop"));
            openCv.setInput(1, Golden.input("espresso-crop"));
            float[] both = run(openCv);
            assertArrayEquals(both, run(openCv), 0f, "second run");
            onnxRuntime.setInput(0, Golden.input("cat-crop"));
            double[] cat = widen(run(onnxRuntime));
            onnxRuntime.setInput(0, Golden.input("espresso-crop"));
            double[] espresso = widen(run(onnxRuntime));
            assertClose(Arrays.copyOf(both, openCv.classes()), cat, TOLERANCE, "cat");
            assertClose(Arrays.copyOfRange(both, openCv.classes(), both.length), espresso, TOLERANCE, "espresso");
            double difference = Closeness.maxDifference(Arrays.copyOf(both, openCv.classes()), espresso);
            assertTrue(difference > 10 * TOLERANCE, "the two pictures' logits differ only by " + difference);
        }
    }

    @Test
    void refusesMissingAndInvalidModels() throws IOException {
        Path missing = folder.resolve("none.onnx");
        assertRefused(
                ExitCode.NO_INPUT, missing + ": is no file", "export", () -> OpenCv.open(missing, 1, 1, Golden.SIZE));
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        assertRefused(
                ExitCode.BAD_DATA, text + ": OpenCV does not take it", "export", () -> OpenCv.open(text, 1, 1, Golden.SIZE));
    }

    private static float[] run(Peer peer) {
        float[] logits = new float[peer.batch() * peer.classes()];
        Arrays.fill(logits, Float.NaN);
        peer.run(logits);
        return logits;
    }

    private static double[] widen(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
