package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.engine.Architecture;
import resnet50.engine.Engine;
import resnet50.engine.EngineOptions;
import resnet50.engine.Engines;
import resnet50.testing.SharedData;
import resnet50.weights.WeightsFile;
import resnet50.weights.WeightsFiles;

/** What a stage that has Winograd's convolutions must show: how much of its error is theirs. It prints both. */
public abstract class WinogradErrorContract {
    private static final int SIZE = 224;
    private static final double LOGIT_TOLERANCE = 2e-3;
    private static final List<String> PICTURES = List.of("cat.png", "espresso.png", "motorcycle.png");

    private final String property;

    /** @param property the system property by which convolutions are computed directly: {@code off} */
    protected WinogradErrorContract(String property) {
        this.property = property;
    }

    @ParameterizedTest
    @CsvSource({"resnet18, resnet18.safetensors", "resnet50, resnet50.pth"})
    void bothWaysAreCloseToPyTorch(String name, String file) {
        float[] winograd = logits(name, file);
        System.setProperty(property, "off");
        float[] direct;
        try {
            direct = logits(name, file);
        } finally {
            System.clearProperty(property);
        }
        double[] expected = golden(name);
        System.out.printf(
                Locale.ROOT,
                "%s, %d bits: logits differ from PyTorch's by at most %.1e with Winograd's convolutions, by %.1e without%n",
                name, Engines.provider().vectorBits(),
                Closeness.maxDifference(winograd, expected), Closeness.maxDifference(direct, expected));
        Closeness.assertClose(winograd, expected, LOGIT_TOLERANCE, name + " with Winograd's convolutions");
        Closeness.assertClose(direct, expected, LOGIT_TOLERANCE, name + " without");
        assertFalse(Arrays.equals(winograd, direct), "the same bits: one way was computed twice");
    }

    /** Those of all pictures. */
    private static float[] logits(String name, String file) {
        float[] all = new float[PICTURES.size() * Architecture.IMAGENET_CLASSES];
        float[] logits = new float[Architecture.IMAGENET_CLASSES];
        try (WeightsFile inputs = WeightsFiles.open(SharedData.golden("preprocess.safetensors"));
                WeightsFile weights = WeightsFiles.open(SharedData.model(file));
                Engine engine = Engines.provider()
                        .build(Architecture.named(name).orElseThrow(), weights, EngineOptions.of(SIZE))) {
            for (int i = 0; i < PICTURES.size(); i++) {
                engine.run(Nhwc.ofNchw(inputs.floats("input/" + PICTURES.get(i)), SIZE, SIZE, 3).data(), logits);
                System.arraycopy(logits, 0, all, i * logits.length, logits.length);
            }
        }
        return all;
    }

    private static double[] golden(String name) {
        try (WeightsFile golden = WeightsFiles.open(SharedData.golden("logits.safetensors"))) {
            return PICTURES.stream()
                    .flatMapToDouble(picture -> DoubleStream.of(Closeness.widen(golden.floats(name + "/" + picture))))
                    .toArray();
        }
    }
}
