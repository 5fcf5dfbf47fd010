package resnet50.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import resnet50.core.AllocationMeter;
import resnet50.core.Engine;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.environment.JvmUptime;
import resnet50.measure.RunLog.Run;

/**
 * Measures one engine on one image: load time, first runs, and runs after warm-up.
 *
 * <p>The first run is the cold one. Warm-up goes on until {@link Steadiness} is reached, half of the budget is used up, or just
 * enough is left for {@link #MIN_MEASURED} runs. Then runs are measured until the budget is used up, but at least
 * {@code MIN_MEASURED} of them.
 */
public final class Bench {
    public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(60);

    /** Minimum number of measured runs, whatever the budget. */
    public static final int MIN_MEASURED = 3;

    /** Maximum number of measured runs; bounds the size of the log. */
    static final int MAX_MEASURED = 10_000;

    /** Maximum number of runs in {@link BenchResult#firstRunsMs}. */
    static final int CURVE_RUNS = 20;

    /** With fewer measured runs, the 90th percentile is close to the maximum. */
    private static final int FEW_RUNS = 10;

    /** Number of {@link Steadiness} windows that the budget has room for. */
    private static final int WINDOWS_IN_BUDGET = 20;

    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long budgetNanos;
    private final long throughputNanos;
    private final LongSupplier nanoTime;
    private final Progress progress;

    /**
     * @param budget     duration of building, warm-up and measuring; more than zero
     * @param throughput further time to measure throughput with all lanes busy; zero for none
     * @param progress   receives the used part of the budget, in milliseconds
     */
    public Bench(Duration budget, Duration throughput, Progress progress) {
        this(budget, throughput, progress, System::nanoTime);
    }

    Bench(Duration budget, Duration throughput, Progress progress, LongSupplier nanoTime) {
        if (!budget.isPositive()) {
            throw new IllegalArgumentException("a budget of " + budget);
        }
        this.budgetNanos = budget.toNanos();
        this.throughputNanos = throughput.toNanos();
        this.progress = progress;
        this.nanoTime = nanoTime;
    }

    /**
     * Builds the engine, measures it and closes it.
     *
     * @param builder builds the engine from the weights; its duration is the load time
     * @param input   [size][size][3], as {@link Engine#run} takes it
     * @param weights the engine's weights; not closed
     * @param classes number of logits
     * @param uptime  {@link JvmUptime#now} at this call; includes the time to open the weights
     * @throws IllegalStateException if a logit is NaN or infinite
     */
    public BenchResult run(
            RunSetup subject,
            Supplier<? extends Engine> builder,
            float[] input,
            WeightsFile weights,
            int classes,
            Duration uptime) {
        long start = nanoTime.getAsLong();
        try (Engine engine = builder.get()) {
            long loadNanos = nanoTime.getAsLong() - start;
            Session session = new Session(start, new EngineInference(engine, input, weights), classes);
            session.make();
            return session.result(subject, loadNanos, uptime);
        }
    }

    /** The runs on one engine. */
    private final class Session {
        private final long start;
        private final Inference inference;
        private final int classes;
        private final RunLog log;
        private final Steadiness steadiness = new Steadiness(ms(budgetNanos) / WINDOWS_IN_BUDGET);
        private long firstLabelNanos;
        private int warmUpRuns;

        Session(long start, Inference inference, int classes) {
            this.start = start;
            this.inference = inference;
            this.classes = classes;
            this.log = new RunLog(inference, classes, nanoTime);
        }

        void make() {
            warmUpRuns = warmUp();
            long last = 0;
            while (measuredRuns() < MIN_MEASURED || (elapsed() + last <= budgetNanos && measuredRuns() < MAX_MEASURED)) {
                last = oneRun("measuring").nanos();
            }
            long budgetMs = Duration.ofNanos(budgetNanos).toMillis();
            progress.update("measuring", budgetMs, budgetMs);
        }

        /** Images per second with all lanes busy; NaN if not requested. */
        private double throughput(Latency latency) {
            if (throughputNanos == 0) {
                return Double.NaN;
            }
            // The same number for each lane, so that all end together; at least two, as the first may be slow.
            int each = Math.clamp((long) (ms(throughputNanos) / latency.medianMs()), 2, MAX_MEASURED);
            int pictures = each * inference.lanes();
            return pictures / (Throughput.nanos(inference, classes, pictures) / NANOS_PER_SECOND);
        }

        /** Returns the number of warm-up runs: all runs so far, or all but the last. */
        private int warmUp() {
            boolean last = false;
            long expected = 0;
            while (true) {
                long nanos = oneRun("warming up").nanos();
                if (log.size() == 1) {
                    firstLabelNanos = elapsed();
                }
                // The last run that the budget allows for is measured. If it is much faster than expected, there is time for
                // more: a cold run may take a hundred times as long as the next.
                if (last && nanos >= expected / 2) {
                    return log.size() - 1;
                }
                steadiness.add(ms(nanos));
                if (steadiness.reached() || elapsed() >= budgetNanos / 2) {
                    return log.size();
                }
                last = elapsed() + (1 + MIN_MEASURED) * nanos > budgetNanos;
                expected = nanos;
            }
        }

        private Run oneRun(String task) {
            Run run = log.run();
            long budgetMs = Duration.ofNanos(budgetNanos).toMillis();
            long doneMs = Duration.ofNanos(elapsed()).toMillis();
            progress.update(task, Math.clamp(doneMs, 0, Math.max(0, budgetMs - 1)), budgetMs);
            return run;
        }

        private int measuredRuns() {
            return log.size() - warmUpRuns;
        }

        private long elapsed() {
            return nanoTime.getAsLong() - start;
        }

        BenchResult result(RunSetup subject, long loadNanos, Duration uptime) {
            List<Run> all = log.runsFrom(0);
            List<Run> measured = log.runsFrom(warmUpRuns);
            Latency latency = Latency.of(measured.stream().mapToDouble(run -> ms(run.nanos())).toArray());
            return new BenchResult(
                    subject,
                    ms(loadNanos),
                    ms(uptime.toNanos() + firstLabelNanos),
                    all.stream().limit(CURVE_RUNS).map(run -> ms(run.nanos())).toList(),
                    warmUpRuns,
                    all.stream().limit(warmUpRuns).mapToDouble(run -> ms(run.nanos())).sum(),
                    steadiness.reached(),
                    latency,
                    latency.picturesPerSecond(),
                    inference.lanes(),
                    throughput(latency),
                    log.countsAllocation() ? log.perRun(warmUpRuns, Run::callerBytes) : AllocationMeter.UNKNOWN,
                    log.allThreadsBytes(warmUpRuns),
                    log.perRun(warmUpRuns, Run::weightsBytes),
                    log.differing() == 0,
                    notes(measured.size()));
        }

        private List<String> notes(int measured) {
            List<String> notes = new ArrayList<>();
            if (!steadiness.reached()) {
                notes.add("The times had not settled when measuring began; a larger budget allows a longer warm-up.");
            }
            if (measured < FEW_RUNS) {
                notes.add("Only " + measured + " runs were measured; a larger budget allows more.");
            }
            if (measured == MIN_MEASURED && elapsed() > budgetNanos) {
                notes.add("The budget was too small for " + log.size() + " runs and was overrun.");
            }
            if (log.differing() > 0) {
                notes.add("NOT DETERMINISTIC: " + log.differing() + " of " + log.size()
                        + " runs had other logits than the first.");
            }
            return notes;
        }
    }

    private static double ms(long nanos) {
        return nanos / NANOS_PER_MS;
    }
}
