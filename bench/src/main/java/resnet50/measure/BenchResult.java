package resnet50.measure;

import java.util.List;
import resnet50.core.AllocationMeter;

/**
 * What {@link Bench} found. Times are wall-clock milliseconds; per-run figures are of the measured runs only, which come after
 * the warm-up.
 *
 * @param loadMs             building the engine
 * @param timeToFirstLabelMs from the JVM's start to the end of the first run, with everything done before and between
 * @param firstRunsMs        up to 20 runs from the cold one on, warm-up and measured runs alike
 * @param warmUpRuns         runs before the measured ones, the cold one included
 * @param warmUpMs           what they took together
 * @param steady             whether the warm-up ended because the times had settled, as {@link Steadiness} defines it
 * @param picturesPerSecond  one picture at a time
 * @param lanes              how many pictures the engine takes at once
 * @param throughput         pictures a second with all lanes at work; NaN if it was not measured
 * @param callerBytes        heap bytes that the calling thread allocated per run, rounded up: 0 means none in any run;
 *                           {@link AllocationMeter#UNKNOWN} if the JVM does not count
 * @param allThreadsBytes    the same of the whole JVM, the engine's own threads included; rounded up, the least of a few groups
 *                           of runs, since threads that are not the engine's allocate now and then
 * @param weightsBytes       bytes taken from the weights file per run, rounded up
 * @param deterministic      whether every run gave the first one's logits, bit for bit
 * @param notes              what a reader must know before he trusts the numbers; a sentence each, often none
 */
public record BenchResult(
        RunSetup subject,
        double loadMs,
        double timeToFirstLabelMs,
        List<Double> firstRunsMs,
        int warmUpRuns,
        double warmUpMs,
        boolean steady,
        Latency latency,
        double picturesPerSecond,
        int lanes,
        double throughput,
        long callerBytes,
        long allThreadsBytes,
        long weightsBytes,
        boolean deterministic,
        List<String> notes) {
    public BenchResult {
        firstRunsMs = List.copyOf(firstRunsMs);
        notes = List.copyOf(notes);
    }
}
