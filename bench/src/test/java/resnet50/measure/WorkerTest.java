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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import resnet50.text.Json;

class WorkerTest {
    private static final RunSetup SUBJECT = new RunSetup("stage", "an idea", "resnet18", "synthetic", 224, 2, "256 bits");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int runs;

    /** Receives arrays, so that the JIT compiler cannot remove the allocations. */
    static volatile byte[] sink;

    /** Takes 2 ms; the logits depend on the number of the run. */
    private void infer(float[] logits) {
        runs++;
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Arrays.fill(logits, runs + 0.5f);
    }

    private List<String> serve(Inference inference, String... lines) throws IOException {
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
        assertEquals("an idea", ready.get("title").asText());
        assertEquals(1, ready.get("threadsUsed").asInt());
        assertEquals(1, ready.get("lanes").asInt());
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
    void theAccountIsOfTheLaterRuns() throws IOException {
        Inference greedy = new Inference() {
            private long read;

            @Override
            public void run(float[] logits) {
                infer(logits);
                sink = new byte[runs > 2 ? 10_000 : 1_000_000];
                read += runs > 2 ? 0 : 7;
            }

            @Override
            public long weightsBytes() {
                return read;
            }
        };
        String answer = serve(greedy, "account", "run 4", "account").getLast();
        assertTrue(answer.matches("100\\d\\d 0"), answer);
        assertEquals("error no inference yet", serve(greedy, "account").getLast());
        assertTrue(serve(this::infer, "run 1", "account").getLast().endsWith(" -1"), "bytes read are unknown");
    }

    @Test
    void lanesRunConcurrently() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2);
        Inference two = new Inference() {
            @Override
            public void run(float[] logits) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int lanes() {
                return 2;
            }

            @Override
            public void runAlone(float[] logits) {
                try {
                    both.await(600, TimeUnit.SECONDS); // passes only if two threads wait at the same time
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
                Arrays.fill(logits, 1);
            }
        };
        assertTrue(Long.parseLong(serve(two, "throughput 4").getLast()) > 0);
        Inference wrong = logits -> Arrays.fill(logits, Float.NaN);
        assertThrows(IllegalStateException.class, () -> serve(wrong, "throughput 4"));
    }

    @Test
    void layersComeAsJsonInOneLine() throws IOException {
        Inference layered = new Inference() {
            @Override
            public void run(float[] logits) {
                infer(logits);
            }

            @Override
            public List<LayerTime> layers(int runs) {
                return List.of(new LayerTime(new LayerText("fc", "", "", ""), runs, 1, 100, 100, 2, Double.NaN));
            }
        };
        String answer = serve(layered, "layers 3").getLast();
        assertEquals(layered.layers(3), Json.readList(answer, LayerTime.class));
        assertEquals("[]", serve(this::infer, "layers 3").getLast().replace(" ", ""));
    }

    @Test
    void memoryIsThatOfTheProcess() throws IOException {
        long bytes = Long.parseLong(serve(this::infer, "memory").getLast());
        assertTrue(bytes == ResidentMemory.UNKNOWN || bytes > 10_000_000, bytes + " bytes");
        assertEquals(123_904, ResidentMemory.ofLinux(List.of("VmHWM:\t  999 kB", "VmRSS:\t     121 kB", "Threads:\t1")));
        assertEquals(ResidentMemory.UNKNOWN, ResidentMemory.ofLinux(List.of("Name:\tjava")));
    }

    @Test
    void unknownRequestsAreErrors() throws IOException {
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
    void throughputFailsIfALogitIsNaN() {
        assertThrows(IllegalStateException.class, () -> serve(_ -> {}, "run 1"), "what is not written");
        assertThrows(
                IllegalStateException.class, () -> serve(logits -> Arrays.fill(logits, Float.POSITIVE_INFINITY), "logits"));
    }

    @Test
    void endsWhenTheOutputIsClosed() throws IOException {
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
