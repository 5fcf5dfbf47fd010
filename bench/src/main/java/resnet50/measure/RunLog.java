package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import resnet50.core.AllocationMeter;
import resnet50.core.Logits;

/** Runs a network on the same picture again and again, checks each result, and writes down what each run cost. */
final class RunLog {
    /** Groups of runs of which the one with the least allocation counts. */
    private static final int ALLOCATION_GROUPS = 5;

    /**
     * What one run cost.
     *
     * @param callerBytes      heap bytes that the calling thread allocated in it
     * @param othersBytesSoFar heap bytes that all other threads of the JVM have ever allocated, as seen after the run: a counter,
     *                         since what a thread that ends has allocated may turn up in it only after the run
     * @param weightsBytes     taken from the weights file in it
     */
    record Run(long nanos, long callerBytes, long othersBytesSoFar, long weightsBytes) {}

    private final Inference inference;
    private final LongSupplier nanoTime;
    private final AllocationMeter meter = new AllocationMeter();
    private final long othersBytesBefore;
    private final float[] logits; // [classes]
    private final float[] firstLogits; // [classes]
    private final List<Run> runs = new ArrayList<>();
    private int differing;

    RunLog(Inference inference, int classes, LongSupplier nanoTime) {
        this.inference = inference;
        this.nanoTime = nanoTime;
        logits = new float[classes];
        firstLogits = new float[classes];
        long callerBytes = meter.callerBytes();
        othersBytesBefore = meter.allThreadsBytes() - callerBytes;
    }

    /** @throws IllegalStateException if a logit is NaN or infinite, or was not written */
    Run run() {
        if (runs.size() == 1) {
            inference.awaitFullSpeed(); // the first run shows what a cold start takes, the others what many pictures take
        }
        // What the engine forgets to write must not pass for the previous run's result.
        Arrays.fill(logits, Float.NaN);
        long weightsBefore = inference.weightsBytes();
        // Between the two readings of the counter there is nothing but the engine and the clock.
        long callerBefore = meter.callerBytes();
        long start = nanoTime.getAsLong();
        inference.run(logits);
        long nanos = nanoTime.getAsLong() - start;
        long callerAfter = meter.callerBytes();
        long othersBytes = meter.allThreadsBytes() - callerAfter;
        Run run = new Run(nanos, callerAfter - callerBefore, othersBytes, inference.weightsBytes() - weightsBefore);
        check();
        runs.add(run);
        return run;
    }

    private void check() {
        String wrong = Logits.wrong(logits);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("run " + (runs.size() + 1) + ": " + wrong);
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

    /** Of the last run; not a copy. */
    float[] logits() {
        return logits;
    }

    /** Runs in their order, {@code from} to the last. */
    List<Run> runsFrom(int from) {
        return List.copyOf(runs.subList(from, runs.size()));
    }

    /** How many runs gave other bits than the first one. */
    int differing() {
        return differing;
    }

    /**
     * Bytes a run, from one run to the last, rounded up, so that only what is nothing in every run is 0.
     *
     * @param from less than {@link #size}
     */
    long perRun(int from, ToLongFunction<Run> bytes) {
        return Math.ceilDiv(runs.subList(from, runs.size()).stream().mapToLong(bytes).sum(), runs.size() - from);
    }

    /**
     * Heap bytes that all threads allocate per run, from one run to the last. Threads that are not the engine's can only add to a
     * group's sum, and seldom to every group's.
     *
     * @param from less than {@link #size}
     * @return {@link AllocationMeter#UNKNOWN} if the JVM does not count
     */
    long allThreadsBytes(int from) {
        if (!meter.counts()) {
            return AllocationMeter.UNKNOWN;
        }
        int count = runs.size() - from;
        int groups = Math.min(ALLOCATION_GROUPS, count);
        long least = Long.MAX_VALUE;
        for (int group = 0; group < groups; group++) {
            int begin = from + count * group / groups;
            int end = from + count * (group + 1) / groups;
            List<Run> some = runs.subList(begin, end);
            long before = begin == 0 ? othersBytesBefore : runs.get(begin - 1).othersBytesSoFar();
            long others = some.getLast().othersBytesSoFar() - before;
            long callers = some.stream().mapToLong(Run::callerBytes).sum();
            least = Math.min(least, Math.ceilDiv(Math.max(0, others) + callers, some.size()));
        }
        return least;
    }
}
