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
 * What a stage that allocates nothing for a picture must show: not a byte by the JVM's own account, and, whatever the thread,
 * too little to see under a collector that never collects.
 */
public abstract class AllocationContract {
    private static final int INFERENCES = 50;

    /**
     * Interpreted vector code allocates, so first the JVM must have compiled all of it. How many inferences that takes depends
     * on how busy the machine is, and on the other methods in the compilers' queues. Only allocation that never ends reaches
     * this limit.
     */
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50"})
    void notAByteInFiftyInferences(String name) {
        Assumptions.assumeTrue(new AllocationMeter().counts(), "this JVM does not count");
        Architecture architecture = Architecture.named(name).orElseThrow();
        try (Runs runs = new Runs(architecture, 64)) {
            assertEquals(0, runs.leastAllocatedBy(INFERENCES));
        }
    }

    /** 10,000 inferences in a heap that ballast all but fills; nothing is ever collected. */
    @Test
    void tenThousandInferencesWithoutACollector() throws IOException, InterruptedException, URISyntaxException {
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

    /** What runs in the small heap. */
    static final class SmallHeap {
        static final int MIB = 1024; // compilation must be over before the heap is

        /** Left for 10,000 inferences: 800 bytes each would already be too many. */
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

    /** A network on seeded weights, and what its runs allocate. */
    private static final class Runs implements AutoCloseable {
        private final AllocationMeter meter = new AllocationMeter();
        private final Engine engine;
        private final float[] input;
        private final float[] logits;

        /** @param size rows and columns of the picture */
        Runs(Architecture architecture, int size) {
            engine = Engines.provider().build(architecture, new SyntheticWeights(architecture), EngineOptions.of(size));
            input = SyntheticWeights.input(size);
            logits = new float[architecture.classes()];
            engine.run(input, logits);
            engine.awaitFullSpeed(); // what is being compiled in the background allocates there
        }

        /** Bytes on this thread; what the test's own threads allocate meanwhile is none of the engine's. */
        long allocatedBy(int inferences) {
            long before = meter.callerBytes();
            for (int i = 0; i < inferences; i++) {
                engine.run(input, logits);
            }
            return meter.callerBytes() - before;
        }

        /** Bytes of the best of many such runs: the first that allocates nothing is the last. */
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
