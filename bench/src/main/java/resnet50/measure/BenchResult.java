package resnet50.measure;

import java.util.List;
import resnet50.core.AllocationMeter;

/**
 * The result of {@link Bench}. Times are wall-clock milliseconds. Per-run figures cover the measured runs only, which follow
 * the warm-up.
 *
 * @param loadMs             time to build the engine
 * @param timeToFirstLabelMs from the JVM's start to the end of the first run
 * @param firstRunsMs        times of the first runs, at most 20, from the cold one on
 * @param warmUpRuns         runs before the measured ones, the cold one included
 * @param warmUpMs           total time of the warm-up runs
 * @param steady             whether the warm-up reached {@link Steadiness}
 * @param picturesPerSecond  images per second, one at a time
 * @param lanes              number of images that the engine processes concurrently
 * @param throughput         images per second with all lanes busy; NaN if not measured
 * @param callerBytes        heap bytes that the calling thread allocated per run, rounded up: 0 means none in any run;
 *                           {@link AllocationMeter#UNKNOWN} if the JVM does not count
 * @param allThreadsBytes    heap bytes that all threads of the program, without the JVM's own, allocated per run, rounded up: the
 *                           minimum over groups of runs, since threads other than the engine's allocate now and then
 * @param weightsBytes       bytes taken from the weights file per run, rounded up
 * @param deterministic      whether all runs had identical logits
 * @param notes              warnings and remarks, one sentence each; often empty
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
