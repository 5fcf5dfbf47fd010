package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.Parameter.Kind;

class ArchitectureTest {
    /** torchvision's published numbers of parameters, which exclude running means and variances. */
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
    void parameterCountsEqualTorchvisions(String name, long expected) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        long parameters = architecture.parameters().stream()
                .filter(p -> p.kind() != Kind.BN_RUNNING_MEAN && p.kind() != Kind.BN_RUNNING_VAR)
                .mapToLong(Parameter::elements)
                .sum();
        assertEquals(expected, parameters);
    }

    @Test
    void unknownNamesGiveNoArchitecture() {
        assertTrue(Architecture.named("resnet51").isEmpty());
    }

    @Test
    void theFirstBlockOfALayerHalvesTheImage() {
        for (BlockShape block : Architecture.named("resnet50").orElseThrow().blocks(224)) {
            boolean first = block.name().endsWith(".0");
            assertEquals(first && !block.name().startsWith("layer1") ? 2 : 1, block.conv2().shape().stride(), block.name());
            assertEquals(first, block.downsample() != null, block.name());
        }
    }

    /** torchvision's published GFLOPS, which count a multiply-accumulate once. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 1.814",
        "resnet34, 3.664",
        "resnet50, 4.089",
        "resnet101, 7.801",
        "resnet152, 11.514",
        "resnext50_32x4d, 4.230",
        "resnext101_32x8d, 16.414",
        "wide_resnet50_2, 11.398"
    })
    void multiplicationCountsEqualTorchvisions(String name, double expected) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        long macs = architecture.convolutions(224).stream().mapToLong(c -> c.shape().macs()).sum();
        assertEquals(expected, macs / 1e9, 0.0006);
    }

    @Test
    void everyWeightBelongsToAConvolution() {
        for (Architecture architecture : Architecture.family()) {
            Map<String, List<Long>> weights = new TreeMap<>();
            architecture.parameters().stream()
                    .filter(p -> p.kind() == Kind.CONV_WEIGHT || p.kind() == Kind.FC_WEIGHT)
                    .forEach(p -> weights.put(p.name(), List.of(p.shape().get(0), p.fanIn())));
            Map<String, List<Long>> convolutions = new TreeMap<>();
            for (Convolution c : architecture.convolutions(65)) {
                long fanIn = (long) c.shape().kernel() * c.shape().kernel() * c.shape().groupInC();
                convolutions.put(c.name() + ".weight", List.of((long) c.shape().outC(), fanIn));
            }
            assertEquals(weights, convolutions, architecture.name());
        }
    }
}
