package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;

class ArchitectureRecognizerTest {
    private static void assertUnknown(FakeWeights weights, String part) {
        String message = assertRefused(ExitCode.BAD_DATA, "fake.pth: ", part, () -> ArchitectureRecognizer.recognize(weights))
                .getMessage();
        assertEquals(true, message.contains("resnet18, resnet34, resnet50") && message.contains("--arch"), message);
    }

    @Test
    void recognizesTheFamily() {
        for (Architecture architecture : Architecture.family()) {
            assertEquals(architecture, ArchitectureRecognizer.recognize(FakeWeights.of(architecture.name())));
        }
    }

    @Test
    void takesTheNumberOfClassesFromTheFile() {
        FakeWeights weights = FakeWeights.of("resnet50").put("fc.weight", "F32", 37L, 2048L);
        assertEquals(Architecture.named("resnet50").orElseThrow().withClasses(37), ArchitectureRecognizer.recognize(weights));
    }

    @Test
    void refusesImpossibleNumbersOfClasses() {
        assertUnknown(FakeWeights.of("resnet18").remove("fc."), "has no classifier, no fc.weight: it is a backbone");
        assertUnknown(
                FakeWeights.of("resnet18").remove("fc.").put("fc.0.weight", "F32", 99L, 512L).put("fc.2.weight", "F32", 9L, 99L),
                "in its place are fc.0.weight [99, 512], fc.2.weight [9, 99]");
        for (long classes : new long[] {0, 1_000_001, Long.MAX_VALUE}) {
            assertUnknown(FakeWeights.of("resnet18").put("fc.weight", "F32", classes, 512L), "fc.weight of shape [" + classes);
        }
        assertUnknown(FakeWeights.of("resnet18").put("fc.weight", "F32", 10L), "fc.weight of shape [10]");
    }

    @Test
    void refusesNetworksOutsideTheFamily() {
        assertUnknown(new FakeWeights(), "it begins with nothing");
        assertUnknown(new FakeWeights().put("features.0.weight", "F32", 1L), "is a VGG or AlexNet and has not ResNet's layers; it begins with features.0.weight");
        assertUnknown(
                FakeWeights.of("resnet50").remove("layer3.5"),
                        "bottleneck blocks 3-4-5-3 with 1 groups of 64, which is no known network");
        assertUnknown(FakeWeights.of("resnet50").remove("layer4"), "has not ResNet's layers");
        assertUnknown(FakeWeights.of("resnet18").put("layer1.0.conv2.weight", "F32", 64L, 32L, 3L, 3L),
                "basic blocks 2-2-2-2 with 2 groups");
        assertUnknown(FakeWeights.of("resnet18").put("layer1.0.conv2.weight", "F32", 64L, 0L, 3L, 3L), "has not ResNet's layers");
        assertUnknown(FakeWeights.of("resnet18").put("layer1.0.conv2.weight", "F32", 64L), "has not ResNet's layers");
    }

    @Test
    void limitsTheNumberOfBlocks() {
        FakeWeights weights = FakeWeights.of("resnet18");
        for (int i = 0; i < 5000; i++) {
            weights.put("layer2." + i + ".conv1.weight", "F32", 1L);
        }
        assertUnknown(weights, "2-100-2-2");
    }
}
