package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;
import resnet50.testing.Loopback;

/**
 * Contract of {@code bench --jmh}: JMH finds its benchmarks in the jar and starts a working JVM. One stage's test is
 * enough.
 */
public abstract class JmhContract {
    @TempDir
    Path folder;

    private Outcome jmh(String filter) {
        return new Jar(folder)
                .run("bench", "--jmh", "--filter", filter, "--json", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32");
    }

    @Test
    void measuresAConvolution() throws IOException {
        Loopback.assumeUp(); // JMH's processes communicate over a socket
        Outcome outcome = jmh("^layer4.0.downsample");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode scores = new JsonMapper().readTree(outcome.out()).get("result").get("scores");
        assertEquals(1, scores.size(), outcome.out());
        assertEquals("layer4.0.downsample.0", scores.get(0).get("name").asText());
        assertTrue(scores.get(0).get("gflops").asDouble() > 0, outcome.out());
        assertEquals(1, outcome.err().lines().count(), "expected one line about weights: " + outcome.err());
    }

    @Test
    void refusesAFilterWithoutMatches() {
        Outcome outcome = jmh("nonsense");
        assertEquals(2, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("--filter nonsense: "), outcome.err());
    }
}
