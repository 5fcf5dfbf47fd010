package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.conformance.Closeness.widen;

import java.util.List;
import java.util.Locale;
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
        double winograd = maxError(name, file);
        System.setProperty(property, "off");
        double direct;
        try {
            direct = maxError(name, file);
        } finally {
            System.clearProperty(property);
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d bits: logits differ from PyTorch's by at most %.1e with Winograd's convolutions, %.1e without%n",
                name, Engines.provider().vectorBits(), winograd, direct);
        assertTrue(winograd <= LOGIT_TOLERANCE, name + " with Winograd: " + winograd);
        assertTrue(direct <= LOGIT_TOLERANCE, name + " without: " + direct);
        assertTrue(direct < winograd, "Winograd's convolutions lose a digit; were they left out? " + direct + ", " + winograd);
    }

    private static double maxError(String name, String file) {
        double max = 0;
        float[] logits = new float[Architecture.IMAGENET_CLASSES];
        try (WeightsFile inputs = WeightsFiles.open(SharedData.golden("preprocess.safetensors"));
                WeightsFile golden = WeightsFiles.open(SharedData.golden("logits.safetensors"));
                WeightsFile weights = WeightsFiles.open(SharedData.model(file));
                Engine engine = Engines.provider()
                        .build(Architecture.named(name).orElseThrow(), weights, EngineOptions.of(SIZE))) {
            for (String picture : PICTURES) {
                engine.run(Nhwc.ofNchw(inputs.floats("input/" + picture), SIZE, SIZE, 3).data(), logits);
                double error = Closeness.maxDifference(logits, widen(golden.floats(name + "/" + picture)));
                max = error <= max ? max : error; // a NaN is kept
            }
        }
        return max;
    }
}
