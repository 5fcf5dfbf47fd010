package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import resnet50.engine.Engine;
import resnet50.weights.WeightsFile;

/** Runs an engine on the same picture again and again, checks each result, and writes down what each run cost. */
final class RunLog {
    /**
     * What one run cost.
     *
     * @param callerBytes      heap bytes that the calling thread allocated in it
     * @param othersBytesSoFar heap bytes that all other threads of the JVM have ever allocated, as seen after the run: a counter,
     *                         since what a thread that ends has allocated may turn up in it only after the run
     * @param weightsBytes     taken from the weights file in it
     */
    record Run(long nanos, long callerBytes, long othersBytesSoFar, long weightsBytes) {}

    private final Engine engine;
    private final float[] input; // [size][size][3]
    private final WeightsFile weights;
    private final LongSupplier nanoTime;
    private final AllocationMeter meter = new AllocationMeter();
    private final float[] logits; // [classes]
    private final float[] firstLogits; // [classes]
    private final List<Run> runs = new ArrayList<>();
    private int differing;

    RunLog(Engine engine, float[] input, WeightsFile weights, int classes, LongSupplier nanoTime) {
        this.engine = engine;
        this.input = input;
        this.weights = weights;
        this.nanoTime = nanoTime;
        logits = new float[classes];
        firstLogits = new float[classes];
    }

    /** @throws IllegalStateException if a logit is NaN or infinite, or was not written */
    Run run() {
        // What the engine forgets to write must not pass for the previous run's result.
        Arrays.fill(logits, Float.NaN);
        long weightsBefore = weights.bytesRead();
        // Between the two readings of the counter there is nothing but the engine and the clock.
        long callerBefore = meter.callerBytes();
        long start = nanoTime.getAsLong();
        engine.run(input, logits);
        long nanos = nanoTime.getAsLong() - start;
        long callerAfter = meter.callerBytes();
        long othersBytes = meter.allThreadsBytes() - callerAfter;
        Run run = new Run(nanos, callerAfter - callerBefore, othersBytes, weights.bytesRead() - weightsBefore);
        check();
        runs.add(run);
        return run;
    }

    private void check() {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalStateException("run " + (runs.size() + 1) + ": logit " + i + " is " + logits[i]);
            }
        }
        if (runs.isEmpty()) {
            System.arraycopy(logits, 0, firstLogits, 0, logits.length);
        } else if (!Arrays.equals(logits, firstLogits)) {
            differing++;
        }
    }

    /** Whether the JVM counts allocations; if not, every run has 0 of them. */
    boolean countsAllocation() {
        return meter.counts();
    }

    int size() {
        return runs.size();
    }

    /** Runs in their order, {@code from} to the last. */
    List<Run> runsFrom(int from) {
        return List.copyOf(runs.subList(from, runs.size()));
    }

    /** How many runs gave other bits than the first one. */
    int differing() {
        return differing;
    }
}
