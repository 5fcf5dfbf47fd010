package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Subject SUBJECT = new Subject("stage", "an idea", "resnet18", "synthetic", 224, 2, "256 bits");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int runs;

    /** Takes a moment and gives its own number. */
    private void infer(float[] logits) {
        runs++;
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Arrays.fill(logits, runs + 0.5f);
    }

    private List<String> serve(Worker.Inference inference, String... lines) throws IOException {
        BufferedReader in = new BufferedReader(new StringReader(String.join("\n", lines)));
        new Worker(SUBJECT, 256, 1_500_000, inference, 3).serve(in, new PrintStream(out, false, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void saysWhatItIs() throws IOException {
        List<String> answers = serve(this::infer);
        assertEquals(1, answers.size());
        assertTrue(answers.getFirst().startsWith("ready {"), answers.getFirst());
        JsonNode ready = new JsonMapper().readTree(answers.getFirst().substring("ready ".length()));
        assertEquals("stage", ready.get("name").asText());
        assertEquals("256 bits", ready.get("vectors").asText());
        assertEquals(256, ready.get("vectorBits").asInt());
        assertEquals(2, ready.get("threads").asInt());
        assertEquals(1.5, ready.get("loadMs").asDouble());
        assertEquals(0, runs);
    }

    @Test
    void everyRunHasItsTime() throws IOException {
        List<String> answers = serve(this::infer, "run 3", "run 1", "quit", "run 7");
        assertEquals(3, answers.size());
        long[] times = Arrays.stream(answers.get(1).split(" ")).mapToLong(Long::parseLong).toArray();
        assertEquals(3, times.length);
        for (long nanos : times) {
            assertTrue(nanos >= 2_000_000, answers.get(1));
        }
        assertEquals(4, runs, "nothing after quit");
    }

    @Test
    void logitsAreOfTheLastRun() throws IOException {
        assertEquals(List.of("1.5 1.5 1.5", "1.5 1.5 1.5"), serve(this::infer, "logits", "logits").subList(1, 3));
        assertEquals("4.5 4.5 4.5", serve(this::infer, "run 3", "logits").getLast());
    }

    @Test
    void aProbeRunsNoInference() throws IOException {
        BufferedReader in = new BufferedReader(new StringReader("probe"));
        new Worker(SUBJECT, 0, 1, this::infer, 3).serve(in, new PrintStream(out, false, StandardCharsets.UTF_8));
        double gflops = Double.parseDouble(out.toString(StandardCharsets.UTF_8).lines().toList().get(1));
        assertTrue(gflops > 0 && Double.isFinite(gflops), "GFLOP/s: " + gflops);
        assertEquals(0, runs);
    }

    @Test
    void whatItDoesNotKnowIsAnError() throws IOException {
        List<String> answers = serve(this::infer, "run", "run x", "run 0", "run 99999999", "", "walk 3", "run 1");
        assertEquals(
                List.of(
                        "error run wants a number",
                        "error no number: x",
                        "error 0 is not between 1 and 100000",
                        "error 99999999 is not between 1 and 100000",
                        "error unknown: ",
                        "error unknown: walk 3"),
                answers.subList(1, 7));
        assertEquals(1, runs);
    }

    @Test
    void aWrongResultHasNoTime() {
        assertThrows(IllegalStateException.class, () -> serve(_ -> {}, "run 1"), "what is not written");
        assertThrows(
                IllegalStateException.class, () -> serve(logits -> Arrays.fill(logits, Float.POSITIVE_INFINITY), "logits"));
    }

    @Test
    void endsWhenNobodyListens() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        new Worker(SUBJECT, 0, 1, this::infer, 3)
                .serve(new BufferedReader(new StringReader("run 1\nrun 1\n")), new PrintStream(closed, false, StandardCharsets.UTF_8));
        assertTrue(runs <= 1, runs + " runs");
    }
}
