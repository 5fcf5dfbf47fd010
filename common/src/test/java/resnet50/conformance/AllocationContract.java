package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.AllocationMeter;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.stage.Engines;
import resnet50.weights.SyntheticWeights;

/**
 * Contract of a stage that allocates nothing per inference: the JVM's counters show no allocated bytes, and all threads
 * together allocate too little to fill a small heap that is never collected.
 */
public abstract class AllocationContract {
    private static final int INFERENCES = 50;

    /**
     * Interpreted vector code allocates, so the JVM must first have compiled all of it. The number of inferences this
     * takes depends on the machine's load and on the other methods in the compilers' queues. Only allocation that never
     * ends reaches this limit.
     */
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50"})
    void fiftyInferencesAllocateNothing(String name) {
        Assumptions.assumeTrue(new AllocationMeter().counts(), "this JVM does not count allocated bytes");
        Architecture architecture = Architecture.named(name).orElseThrow();
        try (Runs runs = new Runs(architecture, 64)) {
            assertEquals(0, runs.leastAllocatedBy(INFERENCES));
        }
    }

    /** Runs 10,000 inferences in a heap that ballast almost fills and that is never collected. */
    @Test
    void tenThousandInferencesNeedNoCollector() throws IOException, InterruptedException, URISyntaxException {
        Process process = StageJvm.running(
                        SmallHeap.class,
                        List.of(
                                "-XX:+UnlockExperimentalVMOptions",
                                "-XX:+UseEpsilonGC",
                                "-Xmx" + SmallHeap.MIB + "m",
                                "-Xms" + SmallHeap.MIB + "m"))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
    }

    /** The program that runs in the small heap. */
    static final class SmallHeap {
        static final int MIB = 1024; // enough for the garbage until C2 has compiled all code

        /** Free bytes for 10,000 inferences; 800 bytes per inference exhaust them. */
        private static final long LEFT_BYTES = 8_000_000;

        private SmallHeap() {}

        public static void main(String[] args) {
            Architecture small = new Architecture("small", BlockKind.BOTTLENECK, List.of(1, 1), 8, 1, 8, 10);
            try (Runs runs = new Runs(small, 32)) {
                runs.leastAllocatedBy(2_000);
                Runtime runtime = Runtime.getRuntime();
                byte[] ballast = new byte[(int) (runtime.freeMemory() - LEFT_BYTES)];
                runs.allocatedBy(10_000);
                System.out.println(runtime.freeMemory() + " bytes left beside " + ballast.length + " of ballast");
            }
        }
    }

    /** A network with seeded weights, and the allocation of its runs. */
    private static final class Runs implements AutoCloseable {
        private final AllocationMeter meter = new AllocationMeter();
        private final Engine engine;
        private final float[] input;
        private final float[] logits;

        /** @param size rows and columns of the input picture */
        Runs(Architecture architecture, int size) {
            engine = Engines.provider().build(architecture, new SyntheticWeights(architecture), EngineOptions.of(size));
            input = SyntheticWeights.input(size);
            logits = new float[architecture.classes()];
            engine.run(input, logits);
            engine.awaitFullSpeed(); // background compilation of kernels would allocate
        }

        /** Bytes allocated by this thread; other threads of the test may allocate meanwhile. */
        long allocatedBy(int inferences) {
            long before = meter.callerBytes();
            for (int i = 0; i < inferences; i++) {
                engine.run(input, logits);
            }
            return meter.callerBytes() - before;
        }

        /** Returns the least allocation of repeated series; ends at the first series that allocates nothing. */
        long leastAllocatedBy(int inferences) {
            long start = System.nanoTime();
            long least = allocatedBy(inferences);
            while (least != 0 && System.nanoTime() - start < PATIENCE_NANOS) {
                least = Math.min(least, allocatedBy(inferences));
            }
            return least;
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
