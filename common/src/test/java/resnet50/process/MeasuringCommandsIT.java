package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import resnet50.process.Jar.Outcome;

/** Output and exit codes of the commands of {@code bench/} in the stage's jar. */
@Execution(ExecutionMode.CONCURRENT)
class MeasuringCommandsIT {
    private static final String ANY_STAGE = CommandLineIT.ANY_STAGE;

    @TempDir
    Path folder;

    @Test
    @Tag(ANY_STAGE)
    void benchReportsJson() throws IOException {
        Outcome outcome = new Jar(folder)
                .run("bench", "--json", "--budget", "2s", "--throughput", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode result = new JsonMapper().readTree(outcome.out()).get("result");
        assertEquals("resnet18", result.get("subject").get("architecture").asText());
        assertTrue(result.get("latency").get("medianMs").asDouble() > 0, outcome.out());
        assertTrue(result.get("throughput").asDouble() > 0, outcome.out());
        assertTrue(result.get("deterministic").asBoolean(), outcome.out());
    }

    @Test
    @Tag(ANY_STAGE)
    void comparesASingleStage() throws IOException {
        String[] quick = {"compare", "--only", Jar.FILE.getFileName().toString(), "--budget", "1", "--json"};
        List<String> all = new ArrayList<>(List.of(quick));
        all.addAll(List.of(CommandLineIT.QUICK));
        Outcome outcome = new Jar(folder).run(all.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode rung = new JsonMapper().readTree(outcome.out()).get("rungs").get(0);
        assertEquals("RIGHT", rung.get("status").asText(), outcome.out());
        assertTrue(rung.get("latency").get("runs").asInt() > 0, outcome.out());
        assertTrue(rung.get("allocatedBytes").asLong() >= 0, outcome.out());
        assertTrue(rung.get("ofPeak").asDouble() > 0, outcome.out());
        Path broken = Files.writeString(folder.resolve("broken.pth"), "Dear reader, these are no weights.\n");
        CommandLineIT.assertRefused(65, "broken.pth", new Jar(folder).run("compare", "--weights", broken.toString()));
    }

    @Test
    void profileReportsEveryLayer() throws IOException {
        String[] quick = {"profile", "--runs", "2", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32"};
        Outcome text = new Jar(folder).run(quick);
        assertEquals(0, text.exitCode(), text.err());
        // names of generated kernels may exceed 100 columns
        assertTrue(text.outLines().stream().allMatch(line -> line.length() <= 100 || line.contains("_avx")), text.out());
        assertTrue(text.out().contains("\n  layer4.1.conv2"), text.out());
        List<String> withJson = new ArrayList<>(List.of(quick));
        withJson.add("--json");
        Outcome json = new Jar(folder).run(withJson.toArray(String[]::new));
        JsonNode result = new JsonMapper().readTree(json.out()).get("result");
        assertTrue(result.get("peakGflops").asDouble() > 0, json.out());
        assertEquals(37_523_456, result.get("totalMacs").asLong());
        CommandLineIT.assertRefused(2, "--runs 0", new Jar(folder).run("profile", "--runs", "0"));
    }

    @Test
    void workerAnswersLineByLine() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "run 2\nlogits\nnonsense\nquit\nrun 1\n");
        Outcome outcome = new Jar(folder).stdin(lines)
                .run("worker", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "--threads", "1");
        assertEquals(0, outcome.exitCode(), outcome.err());
        List<String> answers = outcome.outLines();
        assertEquals(4, answers.size(), outcome.out());
        JsonNode ready = new JsonMapper().readTree(answers.get(0).substring("ready ".length()));
        assertEquals("resnet18", ready.get("architecture").asText());
        assertTrue(ready.get("loadMs").asDouble() > 0, answers.get(0));
        assertTrue(answers.get(1).matches("\\d+ \\d+"), answers.get(1));
        assertEquals(1000, answers.get(2).split(" ").length);
        assertEquals("error unknown: nonsense", answers.get(3));
    }
}
