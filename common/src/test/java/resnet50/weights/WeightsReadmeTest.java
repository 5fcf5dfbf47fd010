package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.engine.Architecture;
import resnet50.engine.Parameter;
import resnet50.engine.Parameter.Kind;

/** What the READMEs say of the weights files is what the program knows. */
class WeightsReadmeTest {
    private static final double BYTES_PER_MB = 1e6;
    private static final Path ROOT = Path.of(System.getProperty("basedir")).getParent();

    @ParameterizedTest
    @ValueSource(strings = {
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "resnext101_32x8d", "wide_resnet50_2"
    })
    void everyNetworkHasItsRow(String name) throws IOException {
        long learned = Architecture.named(name).orElseThrow().parameters().stream()
                .filter(p -> p.kind() != Kind.BN_RUNNING_MEAN && p.kind() != Kind.BN_RUNNING_VAR)
                .mapToLong(Parameter::elements)
                .sum();
        String row = String.format(Locale.ROOT, "| %s | `%s` | %,d |\n", name, WeightsDownload.fileName(name), learned);
        assertTrue(Files.readString(ROOT.resolve("model/README.md")).contains(row), row);
    }

    @Test
    void theDownloadIsAsLargeAsTheReadmeSays() throws IOException {
        long elements = Architecture.named("resnet50").orElseThrow().parameters().stream().mapToLong(Parameter::elements).sum();
        String size = String.format(Locale.ROOT, "finds or downloads the weights (%.0f MB):", elements * Float.BYTES / BYTES_PER_MB);
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains(size), size);
    }
}
