package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.core.Architecture;
import resnet50.core.Parameter;

/** The READMEs' data about weights files equal the program's. */
class WeightsReadmeTest {
    private static final double BYTES_PER_MB = 1e6;
    private static final Path ROOT = Path.of(System.getProperty("basedir")).getParent();

    @ParameterizedTest
    @MethodSource("resnet50.core.Architecture#family")
    void everyNetworkHasItsRowInTheReadme(Architecture architecture) throws IOException {
        String name = architecture.name();
        long learned = WeightsSummary.parameters(FakeWeights.of(name));
        String row = String.format(Locale.ROOT, "| %s | `%s` | %,d |\n", name, WeightsDownload.fileName(name), learned);
        assertTrue(Files.readString(ROOT.resolve("model/README.md")).contains(row), row);
    }

    @Test
    void theReadmesDownloadSizeIsCorrect() throws IOException {
        long elements = Architecture.named("resnet50").orElseThrow().parameters().stream().mapToLong(Parameter::elements).sum();
        String size = String.format(Locale.ROOT, "# %.0f MB into the user's cache folder", elements * Float.BYTES / BYTES_PER_MB);
        assertTrue(Files.readString(ROOT.resolve("model/README.md")).contains(size), size);
    }
}
