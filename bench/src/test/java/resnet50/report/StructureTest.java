package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.Parameter.Kind;
import resnet50.report.Structure.Layer;
import resnet50.text.Json;

class StructureTest {
    private static Structure structure(String name, int depth) {
        return Structure.of(Architecture.named(name).orElseThrow(), 224, depth);
    }

    /** num_params and _ops of torchvision's weights, IMAGENET1K_V1; a torchvision GFLOP is a GMAC. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 1.814",
        "resnet34, 21797672, 3.664",
        "resnet50, 25557032, 4.089",
        "resnet101, 44549160, 7.801",
        "resnet152, 60192808, 11.514",
        "resnext50_32x4d, 25028904, 4.23",
        "resnext101_32x8d, 88791336, 16.414",
        "resnext101_64x4d, 83455272, 15.46",
        "wide_resnet50_2, 68883240, 11.398",
        "wide_resnet101_2, 126886696, 22.753"
    })
    void totalsAreThePublishedOnes(String name, long parameters, double billions) {
        assertEquals(parameters, structure(name, Structure.ALL_LAYERS).parameters());
        assertEquals(billions, structure(name, Structure.ALL_LAYERS).macs() / 1e9, 0.0006);
    }

    @ParameterizedTest
    @MethodSource("resnet50.core.Architecture#family")
    void layersAreThoseOfTheWeights(Architecture architecture) {
        long learned = architecture.parameters().stream()
                .filter(p -> p.kind() != Kind.BN_RUNNING_MEAN && p.kind() != Kind.BN_RUNNING_VAR)
                .mapToLong(Parameter::elements)
                .sum();
        List<Layer> all = Structure.of(architecture, 64, Structure.ALL_LAYERS).layers();
        assertEquals(learned, all.stream().mapToLong(Layer::parameters).sum());
        List<String> withParameters = all.stream().filter(l -> l.parameters() > 0).map(Layer::name).distinct().toList();
        assertEquals(
                architecture.parameters().stream().map(p -> p.name().substring(0, p.name().lastIndexOf('.'))).distinct().toList(),
                withParameters);
        for (int depth = 1; depth < Structure.ALL_LAYERS; depth++) {
            List<Layer> groups = Structure.of(architecture, 64, depth).layers();
            assertEquals(learned, groups.stream().mapToLong(Layer::parameters).sum(), "depth " + depth);
            assertEquals(all.getLast().output(), groups.getLast().output());
        }
    }

    @Test
    void textIsATable() {
        List<String> lines = structure("resnet50", 1).toText().lines().toList();
        assertEquals("resnet50, input 3x224x224", lines.getFirst());
        assertTrue(lines.contains("layer3   6 Bottleneck     1024x14x14     7,098,368   1,464,336,384"), lines.toString());
        assertEquals("25,557,032 parameters, 102.2 MB as 32-bit floats; 4.09 GMACs per image", lines.getLast());
        lines.forEach(line -> assertTrue(line.length() <= 80 && line.equals(line.stripTrailing()), line));
        assertTrue(structure("resnet18", 2).toText().contains("layer1.1  BasicBlock "));
        assertTrue(structure("resnext50_32x4d", 3).toText().contains("layer2.0.conv2         Conv2d 3x3/2, 32 groups  256x28x28 "));
    }

    @Test
    void jsonHasTheSame() throws Exception {
        Structure structure = structure("resnet18", 3);
        assertEquals(structure, Json.read(structure.toJson(), Structure.class));
    }
}
