package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.WeightsFile;
import resnet50.stage.Engines;
import resnet50.testing.Golden;
import resnet50.testing.Repository;
import resnet50.testing.TestData;
import resnet50.weights.WeightsFiles;

/**
 * Contract of a stage with Winograd convolutions: logits with and without them are close to PyTorch's. Prints both
 * errors.
 */
public abstract class WinogradErrorContract {
    private static final double LOGIT_TOLERANCE = 2e-3;

    private final String property;

    /** @param property system property that disables Winograd convolutions if {@code off} */
    protected WinogradErrorContract(String property) {
        this.property = property;
    }

    @Test
    void logitsWithAndWithoutWinogradAreCloseToPyTorchs() {
        try (Golden golden = new Golden()) {
            check(
                    "resnet50", Repository.WEIGHTS, List.of("cat-crop", "cat-stretch", "espresso-crop", "espresso-stretch"),
                    picture -> golden.tensor("logits/" + picture));
        }
    }

    @Test
    void resnet18LogitsWithAndWithoutWinogradAreCloseToPyTorchs() {
        Path model = TestData.model("resnet18.safetensors");
        try (WeightsFile golden = WeightsFiles.open(TestData.golden("logits.safetensors"))) {
            check(
                    "resnet18", model, List.of("cat-crop", "espresso-crop"),
                    picture -> golden.floats("resnet18/" + picture.replace("-crop", ".png")));
        }
    }

    private void check(String name, Path model, List<String> pictures, Function<String, float[]> golden) {
        float[] winograd = logits(name, model, pictures);
        System.setProperty(property, "off");
        float[] direct;
        try {
            direct = logits(name, model, pictures);
        } finally {
            System.clearProperty(property);
        }
        double[] expected = pictures.stream()
                .flatMapToDouble(picture -> DoubleStream.of(Closeness.widen(golden.apply(picture))))
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s, %d bits: logits differ from PyTorch's by at most %.1e with Winograd's convolutions, by %.1e without%n",
                name, Engines.provider().vectorBits(),
                Closeness.maxDifference(winograd, expected), Closeness.maxDifference(direct, expected));
        Closeness.assertClose(winograd, expected, LOGIT_TOLERANCE, name + " with Winograd's convolutions");
        Closeness.assertClose(direct, expected, LOGIT_TOLERANCE, name + " without Winograd's convolutions");
        assertFalse(Arrays.equals(winograd, direct), "equal bits: the property has no effect");
    }

    /** Returns the concatenated logits of all pictures. */
    private static float[] logits(String name, Path model, List<String> pictures) {
        float[] all = new float[pictures.size() * Architecture.IMAGENET_CLASSES];
        float[] logits = new float[Architecture.IMAGENET_CLASSES];
        try (WeightsFile weights = WeightsFiles.open(model);
                Engine engine = Engines.provider()
                        .build(Architecture.named(name).orElseThrow(), weights, EngineOptions.of(Golden.SIZE))) {
            for (int i = 0; i < pictures.size(); i++) {
                engine.run(Golden.input(pictures.get(i)), logits);
                System.arraycopy(logits, 0, all, i * logits.length, logits.length);
            }
        }
        return all;
    }
}
