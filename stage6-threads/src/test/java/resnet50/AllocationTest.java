package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.engine.Architecture;
import resnet50.engine.Architecture.BlockKind;
import resnet50.engine.Engine;
import resnet50.engine.EngineOptions;
import resnet50.weights.SyntheticWeights;

/** Inference allocates nothing: not a byte by the JVM's own account, and not under a collector that never collects. */
class AllocationTest {
    private static final int INFERENCES = 50;

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50"})
    void notAByteInFiftyInferences(String name) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        int size = 64;
        float[] input = SyntheticWeights.input(size);
        float[] logits = new float[architecture.classes()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Engine engine =
                new ResNetProvider().build(architecture, new SyntheticWeights(architecture), EngineOptions.of(size))) {
            long allocated = Long.MAX_VALUE;
            // until the compilers are done: interpreted vector code does allocate
            for (int warmUp = 0; warmUp < 10 && allocated != 0; warmUp++) {
                allocated = allocatedBy(threads, engine, input, logits);
            }
            assertEquals(0, allocated);
        }
    }

    private static long allocatedBy(ThreadMXBean threads, Engine engine, float[] input, float[] logits) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < INFERENCES; i++) {
            engine.run(input, logits);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** 10,000 inferences in a heap that ballast all but fills; nothing is ever collected. */
    @Test
    void tenThousandInferencesWithoutACollector() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=CompileThresholdScaling,resnet50.kernel_*::run,0.001",
                        "-XX:Tier3DelayOn=1000",
                        "-Xmx" + Inferences.HEAP_MIB + "m",
                        "-Xms" + Inferences.HEAP_MIB + "m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Inferences.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
    }

    /** What runs in the small heap. */
    static final class Inferences {
        static final int HEAP_MIB = 1024; // interpreted vector code allocates; it must be over before the heap is

        /** Left for 10,000 inferences: 800 bytes each would already be too many. */
        private static final long LEFT_BYTES = 8_000_000;

        private Inferences() {}

        public static void main(String[] args) {
            Architecture small = new Architecture("small", BlockKind.BOTTLENECK, List.of(1, 1), 8, 1, 8, 10);
            float[] input = SyntheticWeights.input(32);
            float[] logits = new float[small.classes()];
            Engine engine = new ResNetProvider().build(small, new SyntheticWeights(small), EngineOptions.of(32));
            for (int i = 0; i < 20_000; i++) {
                engine.run(input, logits); // until it is compiled
            }
            Runtime runtime = Runtime.getRuntime();
            byte[] ballast = new byte[(int) (runtime.freeMemory() - LEFT_BYTES)];
            for (int i = 0; i < 10_000; i++) {
                engine.run(input, logits);
            }
            System.out.println(runtime.freeMemory() + " bytes left beside " + ballast.length + " of ballast");
            engine.close();
        }
    }
}
