package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/**
 * Contract of the jar of a stage that allocates nothing per inference: {@code bench}, started by the launcher with the stage's
 * JVM options, reports no allocated bytes.
 */
public abstract class BenchAllocationContract {
    private static final int SHORTEST_BUDGET_SECONDS = 5;
    private static final int LONGEST_BUDGET_SECONDS = 160;

    @TempDir
    Path folder;

    /**
    * Vector code allocates until C2 has compiled it, and the time until then depends on the machine's load. The test
    * therefore doubles the budget until nothing is allocated. Only allocation that never ends fails the test.
    */
    @Test
    void benchReportsNoAllocatedBytes() throws IOException {
        JsonNode result = bench(SHORTEST_BUDGET_SECONDS);
        for (int budget = 2 * SHORTEST_BUDGET_SECONDS; bytes(result) != 0 && budget <= LONGEST_BUDGET_SECONDS; budget *= 2) {
            result = bench(budget);
        }
        assertEquals(0, bytes(result), result.toString());
        assertEquals(0, result.get("weightsBytes").asLong(), result.toString());
    }

    /**
    * Returns the least allocation of several groups of runs. A recompiled kernel may box a vector once, in one of the
    * groups.
    */
    private static long bytes(JsonNode result) {
        return result.get("allThreadsBytes").asLong();
    }

    private JsonNode bench(int budgetSeconds) throws IOException {
        Outcome outcome = new Jar(folder)
                .run("bench", "--json", "--budget", budgetSeconds + "s", "--weights", "synthetic", "--crop", "96");
        assertEquals(0, outcome.exitCode(), outcome.err());
        return new JsonMapper().readTree(outcome.out()).get("result");
    }
}
