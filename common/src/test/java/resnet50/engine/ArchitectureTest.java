package resnet50.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.engine.Parameter.Kind;

class ArchitectureTest {
    /** torchvision's published numbers of parameters; running means and variances are not among them. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512",
        "resnet34, 21797672",
        "resnet50, 25557032",
        "resnet101, 44549160",
        "resnet152, 60192808",
        "resnext50_32x4d, 25028904",
        "resnext101_32x8d, 88791336",
        "wide_resnet50_2, 68883240"
    })
    void hasTorchvisionsParameters(String name, long expected) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        long parameters = architecture.parameters().stream()
                .filter(p -> p.kind() != Kind.BN_RUNNING_MEAN && p.kind() != Kind.BN_RUNNING_VAR)
                .mapToLong(Parameter::elements)
                .sum();
        assertEquals(expected, parameters);
    }

    @Test
    void unknownNamesAreEmpty() {
        assertTrue(Architecture.named("resnet51").isEmpty());
    }

    @Test
    void theFirstBlockOfALayerShrinksThePicture() {
        for (BlockShape block : Architecture.named("resnet50").orElseThrow().blocks()) {
            boolean first = block.name().endsWith(".0");
            assertEquals(first && !block.name().startsWith("layer1") ? 2 : 1, block.stride(), block.name());
            assertEquals(first, block.downsample(), block.name());
        }
    }
}
