package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import resnet50.core.AllocationMeter;
import resnet50.core.Logits;

/** Runs a network repeatedly on the same image, checks each result, and records the cost of each run. */
final class RunLog {
    /** Groups of runs; the group with the least allocation counts. */
    private static final int ALLOCATION_GROUPS = 5;

    /**
     * Cost of one run.
     *
     * @param callerBytes      heap bytes that the calling thread allocated during the run
     * @param othersBytesSoFar heap bytes that all other threads of the program have allocated, read after the run; a running
     *                         total, since it may include a thread's allocation only after the thread has ended
     * @param weightsBytes     bytes read from the weights file during the run
     */
    record Run(long nanos, long callerBytes, long othersBytesSoFar, long weightsBytes) {}

    private final Inference inference;
    private final LongSupplier nanoTime;
    private final AllocationMeter meter = new AllocationMeter();
    private final OtherThreads otherThreads = new OtherThreads(meter);
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
        othersBytesBefore = otherThreads.bytes();
    }

    /** @throws IllegalStateException if a logit is NaN or infinite, or was not written */
    Run run() {
        if (runs.size() == 1) {
            inference.awaitFullSpeed(); // the first run shows the cold start, the others the steady state
        }
        // Detects logits that the engine does not write.
        Arrays.fill(logits, Float.NaN);
        long weightsBefore = inference.weightsBytes();
        // Only the engine and the clock run between the two readings of the counter.
        long callerBefore = meter.callerBytes();
        long start = nanoTime.getAsLong();
        inference.run(logits);
        long nanos = nanoTime.getAsLong() - start;
        long callerAfter = meter.callerBytes();
        long othersBytes = otherThreads.bytes();
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

    /** Whether the JVM counts allocations; if not, each run has 0 bytes. */
    boolean countsAllocation() {
        return meter.counts();
    }

    int size() {
        return runs.size();
    }

    /** Logits of the last run; not a copy. */
    float[] logits() {
        return logits;
    }

    /** The runs from {@code from} to the last, in order. */
    List<Run> runsFrom(int from) {
        return List.copyOf(runs.subList(from, runs.size()));
    }

    /** Number of runs whose logits are not identical to the first run's. */
    int differing() {
        return differing;
    }

    /**
     * Bytes per run, rounded up: 0 only if every run has 0 bytes.
     *
     * @param from first run, less than {@link #size}
     */
    long perRun(int from, ToLongFunction<Run> bytes) {
        return Math.ceilDiv(runs.subList(from, runs.size()).stream().mapToLong(bytes).sum(), runs.size() - from);
    }

    /**
     * Heap bytes that all threads of the program allocate per run, the minimum over groups of runs. Threads other than the
     * engine's can only add to a group's sum, and seldom do so in every group.
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
