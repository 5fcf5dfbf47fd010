package resnet50;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.core.VectorWidth;
import resnet50.weights.SyntheticWeights;

/** The logits are the same bit for bit with any number of threads, with concurrent callers and when interrupted. */
class ThreadsTest {
    private static final int SIZE = 64;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    /** One block of each width of resnet50. */
    private static final Architecture SHORT =
            new Architecture("short", BlockKind.BOTTLENECK, List.of(1, 1, 1, 1), 64, 1, 64, 1000);

    /** One block of each of two widths of resnext50_32x4d. */
    private static final Architecture GROUPED =
            new Architecture("grouped", BlockKind.BOTTLENECK, List.of(1, 1), 64, 32, 4, 1000);

    private static Engine build(String name, int size, int threads) {
        return build(Architecture.named(name).orElseThrow(), size, threads);
    }

    private static Engine build(Architecture architecture, int size, int threads) {
        EngineOptions options =
                new EngineOptions(size, threads, VectorWidth.AUTO, LayerListener.NONE, Progress.NONE);
        return new ResNetProvider().build(architecture, new SyntheticWeights(architecture), options);
    }

    private static float[] run(Engine engine, float[] input) {
        float[] logits = new float[1000];
        engine.run(input, logits);
        return logits;
    }

    private static float[] runAlone(Engine engine, float[] input) {
        float[] logits = new float[1000];
        engine.runAlone(input, logits);
        return logits;
    }

    /** Sizes at which tiles overlap, and at which there are fewer tiles than threads. */
    static Stream<Arguments> networks() {
        return Stream.of(arguments(SHORT, 64), arguments(SHORT, 117), arguments(GROUPED, 75));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsDoNotDependOnTheNumberOfThreads(Architecture architecture, int size) {
        float[] input = SyntheticWeights.input(size);
        float[] expected;
        try (Engine engine = build(architecture, size, 1)) {
            expected = run(engine, input);
        }
        for (int threads : new int[] {2, 3, 5, 8}) {
            try (Engine engine = build(architecture, size, threads)) {
                for (int i = 0; i < 5; i++) {
                    assertArrayEquals(expected, run(engine, input), threads + " threads");
                    assertArrayEquals(expected, runAlone(engine, input), threads + " threads, alone");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void concurrentCallsOfSeveralModelsAreIndependent(boolean alone) throws Exception {
        int callers = 6;
        try (Engine a = build("resnet18", SIZE, 2);
                Engine b = build(SHORT, SIZE, 3);
                ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            List<float[]> inputs = new ArrayList<>();
            List<float[]> expectedOfA = new ArrayList<>();
            List<float[]> expectedOfB = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                inputs.add(input(i));
                expectedOfA.add(run(a, inputs.get(i)));
                expectedOfB.add(run(b, inputs.get(i)));
            }
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> {
                    for (int round = 0; round < 20; round++) {
                        boolean first = (round + caller) % 2 == 0;
                        Engine engine = first ? a : b;
                        float[] input = inputs.get(caller);
                        float[] logits = alone && round % 3 > 0 ? runAlone(engine, input) : run(engine, input);
                        assertArrayEquals((first ? expectedOfA : expectedOfB).get(caller), logits);
                    }
                    return null;
                });
            }
            for (Future<Void> call : executor.invokeAll(calls)) {
                call.get();
            }
        }
    }

    private static float[] input(int seed) {
        Random random = new Random(seed);
        float[] input = new float[SIZE * SIZE * 3];
        for (int i = 0; i < input.length; i++) {
            input[i] = 2 * random.nextFloat() - 1;
        }
        return input;
    }

    @Test
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void anInterruptedCallLeavesTheModelUsable() {
        float[] input = SyntheticWeights.input(SIZE);
        try (Engine engine = build("resnet18", SIZE, 2)) {
            float[] expected = run(engine, input);
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                assertArrayEquals(expected, run(engine, input));
                assertArrayEquals(expected, runAlone(engine, input));
                assertTrue(Thread.interrupted());
            }
            assertArrayEquals(expected, run(engine, input));
        }
    }

    @Test
    void aClosedModelHasNoThreadsAndRefusesPictures() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Engine engine = build("resnet18", SIZE, 4);
        float[] input = SyntheticWeights.input(SIZE);
        run(engine, input);
        engine.close();
        Set<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t) && t.getName().startsWith("resnet50"))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), left);
        assertThrows(IllegalStateException.class, () -> run(engine, input));
        assertThrows(IllegalStateException.class, () -> runAlone(engine, input));
        engine.close(); // a second call has no effect
    }

    /**
     * Allocation is counted by the JVM for each thread. As in the contract, only lasting allocation reaches the time
     * limit.
     */
    @Test
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // a team ignores interrupts
    void noThreadAllocates() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] input = SyntheticWeights.input(SIZE);
        float[] logits = new float[1000];
        try (Engine engine = build(SHORT, SIZE, 3)) {
            long[] ids = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.equals(Thread.currentThread()) || t.getName().startsWith("resnet50-"))
                    .mapToLong(Thread::threadId)
                    .toArray();
            assertEquals(3, ids.length);
            long allocated = 1;
            for (long end = System.nanoTime() + PATIENCE_NANOS; allocated != 0 && System.nanoTime() < end; ) {
                long before = allocatedBy(threads, ids);
                for (int i = 0; i < 50; i++) {
                    engine.run(input, logits);
                    engine.runAlone(input, logits);
                }
                allocated = allocatedBy(threads, ids) - before;
            }
            assertEquals(0, allocated);
        }
    }

    /** Uses no stream or collection: their allocation would be counted too. */
    private static long allocatedBy(ThreadMXBean threads, long[] ids) {
        long sum = 0;
        for (long id : ids) {
            sum += threads.getThreadAllocatedBytes(id);
        }
        return sum;
    }

    /** The addresses of arrays, which depend on the collector, must not affect the logits. */
    @Test
    void logitsDoNotDependOnTheCollector() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String collector : List.of("UseSerialGC", "UseParallelGC", "UseG1GC", "UseZGC")) {
            processes.add(startUnder(collector));
        }
        String expected = logitsOf(processes.getFirst());
        for (Process process : processes.subList(1, processes.size())) {
            assertEquals(expected, logitsOf(process), process.info().toString());
        }
    }

    private static Process startUnder(String collector) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:+" + collector,
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=CompileThresholdScaling,resnet50.generator.kernel_*::run,0.01",
                        "-XX:Tier3DelayOn=1000",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Logits.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String logitsOf(Process process) throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    /** The program of the JVMs with other collectors. */
    static final class Logits {
        private Logits() {}

        public static void main(String[] args) {
            try (Engine engine = build(GROUPED, SIZE, 2)) {
                System.out.println(Arrays.toString(run(engine, SyntheticWeights.input(SIZE))));
            }
        }
    }
}
