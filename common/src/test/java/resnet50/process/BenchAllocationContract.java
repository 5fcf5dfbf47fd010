package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.junit.jupiter.api.Test;

/**
 * What the jar of a stage that allocates nothing for a picture must show, run as users run it, with the options that its launcher
 * gives the JVM: its own account says the same.
 */
public abstract class BenchAllocationContract {
    @Test
    void benchCountsNoBytes() throws IOException {
        Process bench = new ProcessBuilder(
                        "java", "-jar", System.getProperty("stage.jar.file"), "bench", "--json", "--budget", "15",
                        "--weights", "synthetic", "--crop", "96")
                .redirectError(Redirect.DISCARD)
                .start();
        JsonNode result = new JsonMapper().readTree(bench.getInputStream()).get("result");
        // the least of a few groups of runs: a kernel that is compiled anew may box a vector once
        assertEquals(0, result.get("allThreadsBytes").asLong(), result.toString());
        assertEquals(0, result.get("weightsBytes").asLong(), result.toString());
    }
}
