package resnet50.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import resnet50.measure.LayerTime;
import resnet50.measure.Statistics;
import resnet50.text.Json;

/** A program under measurement, and its figures so far. */
final class MeasuredProgram {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Number of first runs whose times the result lists. */
    private static final int FIRST_RUNS = 20;

    private final Program program;
    private final Timeouts timeouts;
    private WorkerProcess process;
    private boolean killed;
    private WorkerReady ready;
    private String problem = "";
    private double firstLabelMs = Double.NaN;
    private final List<Double> firstRunsMs = new ArrayList<>();
    private final Map<Integer, Double> roundsMs = new TreeMap<>();
    private final List<float[]> logits = new ArrayList<>();
    private double turnSeconds;
    private double picturesPerSecond = Double.NaN;
    private long allocatedBytes = -1;
    private long weightsBytes = -1;
    private long residentBytes = -1;
    private List<LayerTime> layers = List.of();

    MeasuredProgram(Program program, Timeouts timeouts) {
        this.program = program;
        this.timeouts = timeouts;
    }

    /** Starts the process and makes the first inference. */
    void start(Network network) throws WorkerFailure {
        long start = System.nanoTime();
        startProcess();
        WorkerReady told = WorkerReady.of(process.awaitReady(timeouts.cold()));
        if (!told.architecture().equals(network.architecture().name()) || told.inputSize() != network.inputSize()) {
            String instead = told.architecture() + " at " + told.inputSize();
            throw new WorkerFailure("it computes another network: " + instead);
        }
        ready = told;
        run(timeouts.cold());
        firstLabelMs = (System.nanoTime() - start) / NANOS_PER_MS;
        takeLogits();
    }

    /** Synchronized with {@link #kill}, which otherwise could miss the new process. */
    private synchronized void startProcess() throws WorkerFailure {
        if (killed) {
            throw new WorkerFailure("it was not started");
        }
        process = new WorkerProcess(program.command());
    }

    /** Runs for the given time; a program whose inference takes longer does not run. */
    void warmUp(double seconds) throws WorkerFailure {
        long start = System.nanoTime();
        while ((System.nanoTime() - start) / NANOS_PER_SECOND + turnSeconds < seconds) {
            run(timeouts.warm(turnSeconds));
        }
    }

    /** One inference that is not measured. */
    void warmUpTurn() throws WorkerFailure {
        run(timeouts.warm(turnSeconds));
    }

    /** One measured inference. */
    void turn(int round) throws WorkerFailure {
        roundsMs.put(round, run(timeouts.warm(turnSeconds)));
    }

    private double run(Duration limit) throws WorkerFailure {
        long start = System.nanoTime();
        double ms;
        try {
            ms = process.askNumber("run 1", limit) / NANOS_PER_MS;
        } catch (WorkerFailure.Refusal refusal) {
            throw new WorkerFailure(refusal.getMessage()); // without inferences, the program cannot be measured
        }
        turnSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        if (!(ms > 0 && ms < Double.POSITIVE_INFINITY)) {
            throw new WorkerFailure("it reports that an inference took " + ms + " ms");
        }
        if (firstRunsMs.size() < FIRST_RUNS) {
            firstRunsMs.add(ms);
        }
        return ms;
    }

    /** Stores the logits of the last inference. */
    void takeLogits() throws WorkerFailure {
        double[] numbers = process.askNumbers("logits", timeouts.warm(turnSeconds));
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        logits.add(floats);
    }

    /** FMA peak of a number of threads, in GFLOP/s. */
    double probe(int threads) throws WorkerFailure {
        return process.askNumber(threads == 1 ? "probe" : "probe " + threads, timeouts.warm());
    }

    /** CPU time since its start. */
    Duration cpuTime() {
        return process.cpuTime();
    }

    /** Bytes allocated, read and resident; a peer may not know them. */
    void account() throws WorkerFailure {
        double[] bytes = process.askNumbers("account", timeouts.warm());
        if (bytes.length != 2) {
            throw new WorkerFailure("it does not speak the protocol: its account has " + bytes.length + " numbers");
        }
        allocatedBytes = (long) bytes[0];
        weightsBytes = (long) bytes[1];
        residentBytes = (long) process.askNumber("memory", timeouts.warm());
    }

    /**
     * Measures throughput with all lanes busy; with a single lane it follows from the latencies.
     *
     * @param seconds approximate duration
     */
    void throughput(double seconds) throws WorkerFailure {
        double meanMs = Statistics.mean(times());
        picturesPerSecond = 1000 / meanMs;
        if (ready.lanes() > 1) {
            // the time per image grows as much as its number of threads shrinks
            int each = Math.clamp((long) (seconds * 1000 / (meanMs * ready.lanes())), 2, 1000);
            int pictures = each * ready.lanes();
            double expectedSeconds = meanMs * pictures / 1000;
            double nanos = process.askNumber("throughput " + pictures, timeouts.warm(expectedSeconds));
            picturesPerSecond = pictures / (nanos / NANOS_PER_SECOND);
        }
    }

    /** Approximate duration of {@link #profile}, which builds and warms up a second engine. */
    double profileSeconds(int runs) {
        double inRuns = runs * turnSeconds;
        return ready.loadMs() / 1000 + Math.max(2, inRuns) + inRuns + 1;
    }

    void profile(int runs) throws WorkerFailure {
        String answer = process.ask("layers " + runs, timeouts.warm(profileSeconds(runs)));
        try {
            layers = Json.readList(answer, LayerTime.class);
        } catch (JsonProcessingException _) {
            throw new WorkerFailure("it does not speak the protocol: its layers are not a JSON array of layer times");
        }
    }

    /** Excludes the program from now on. */
    void fail(WorkerFailure failure) {
        problem = failure.getMessage();
        kill();
    }

    boolean alive() {
        return problem.isEmpty();
    }

    String problem() {
        return problem;
    }

    Program program() {
        return program;
    }

    /** The name from its ready line; the jar's label if there was none. */
    String name() {
        return ready == null ? program.rowName(program.label()) : program.rowName(ready.name());
    }

    /** Null if the program never got ready. */
    WorkerReady ready() {
        return ready;
    }

    /** One array per call of {@link #takeLogits}. */
    List<float[]> logits() {
        return logits;
    }

    /** Duration of the last inference, communication included. */
    double turnSeconds() {
        return turnSeconds;
    }

    /** Milliseconds by round. */
    Map<Integer, Double> roundsMs() {
        return roundsMs;
    }

    private double[] times() {
        return roundsMs.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns the result.
     *
     * @param verdict      comparison of its logits with the reference
     * @param overPrevious speed-up, NaN if unknown
     * @param overFirst    speed-up, NaN if unknown
     * @param macs         multiply-accumulates per image
     * @param peak         FMA peak at the program's vector width and number of threads, in GFLOP/s; NaN if unknown
     */
    ProgramResult result(Reference.Verdict verdict, double overPrevious, double overFirst, long macs, double peak) {
        Spread latency = Spread.of(List.copyOf(roundsMs.values()));
        double gflops = 2 * macs / (latency.medianMs() * NANOS_PER_MS);
        double reduction = ready == null || ready.neededMacs() <= 0 ? 1 : (double) macs / ready.neededMacs();
        int threads = ready == null ? 1 : ready.threads();
        ProgramResult.Status status = !alive() ? ProgramResult.Status.FAILED : verdict.right() ? ProgramResult.Status.RIGHT : ProgramResult.Status.WRONG;
        return new ProgramResult(
                name(),
                ready == null ? "" : program.rowTitle(ready.title()),
                status,
                alive() ? verdict.problem() : problem,
                ready == null ? 0 : ready.vectorBits(),
                threads,
                firstLabelMs,
                ready == null ? Double.NaN : ready.loadMs(),
                firstRunsMs,
                latency,
                picturesPerSecond,
                overPrevious,
                overFirst,
                gflops,
                gflops / reduction / peak,
                reduction,
                allocatedBytes,
                weightsBytes,
                residentBytes,
                verdict.maxDifference(),
                verdict.top5Agrees(),
                layers);
    }

    /** Ends the process at once; safe to call from another thread. */
    synchronized void kill() {
        killed = true;
        if (process != null) {
            process.kill();
        }
    }

    void close() {
        if (process != null && alive()) {
            process.close();
        }
    }
}
