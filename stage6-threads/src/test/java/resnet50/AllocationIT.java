package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.junit.jupiter.api.Test;

/** The jar as users run it, with the options that its launcher gives the JVM, allocates nothing for a picture either. */
class AllocationIT {
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
