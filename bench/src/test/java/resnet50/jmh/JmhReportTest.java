package resnet50.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.VectorWidth;
import resnet50.environment.Environment;
import resnet50.jmh.JmhResult.Score;
import resnet50.measure.RunSetup;

class JmhReportTest {
    private static final RunSetup SUBJECT = new RunSetup("stage", "title", "resnet50", "synthetic", 224, 1, "512 bits");

    private static List<Candidate> candidates(String architecture, String filter) {
        return Candidate.of(Architecture.named(architecture).orElseThrow(), 224, Pattern.compile(filter));
    }

    @Test
    void measuresEachShapeOnce() {
        List<Candidate> all = candidates("resnet50", "");
        assertEquals("network", all.getFirst().name());
        List<Candidate> shapes = all.subList(1, all.size());
        assertEquals(shapes.size(), shapes.stream().map(Candidate::shape).distinct().count());
        assertEquals(53, shapes.stream().mapToInt(Candidate::layers).sum(), "number of resnet50's convolutions");
        long fc = 2048L * 1000;
        assertEquals(all.getFirst().macs(), fc + shapes.stream().mapToLong(c -> c.layers() * c.macs()).sum());
    }

    @Test
    void aFilterMatchesAnyPartOfAName() {
        assertEquals(List.of("layer4.0.conv2"), candidates("resnet50", "4.0.conv2").stream().map(Candidate::name).toList());
        assertEquals(List.of("network"), candidates("resnet50", "^net").stream().map(Candidate::name).toList());
        assertEquals(List.of(), candidates("resnet50", "fc"));
    }

    @Test
    void textAndJsonReportTheSameFigures() throws IOException {
        Score network = new Score("network", "", 1, 123_456.7, 123_456.6, 123_456.8, 0, 4_089_184_256L, 0.066);
        Score layer = new Score(
                "layer4.0.downsample.0", "2048x14x14 to 2048, 3x3/2", 30, 1.234, 1.2, 1.3, 0.5, 1_000_000, 1234.5);
        JmhReport report = new JmhReport(new JmhResult(SUBJECT, 3, List.of(network, layer)), Environment.current());
        String text = report.toText();
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
        assertTrue(text.contains("  layer4.0.downsample.0 2048x14x14 to 2048, 3x3/2   30     1.23     1.20    1235"), text);
        JsonNode json = new JsonMapper().readTree(report.toJson()).get("result").get("scores").get(1);
        assertEquals(1.234, json.get("meanMs").asDouble());
        assertEquals(30, json.get("layers").asInt());
    }

    @Test
    void passesSettingsToTheForkedJvm() {
        Settings settings = new Settings("a file, with = and spaces", "resnet18", 96, 3, VectorWidth.BITS_256);
        List<String> options = settings.toOptions();
        try {
            for (String option : options) {
                String[] parts = option.substring("-D".length()).split("=", 2);
                System.setProperty(parts[0], parts[1]);
            }
            assertEquals(settings, Settings.fromProperties());
        } finally {
            options.forEach(option -> System.clearProperty(option.substring("-D".length(), option.indexOf('='))));
        }
    }
}
