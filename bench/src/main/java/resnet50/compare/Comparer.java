package resnet50.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import resnet50.compare.Reference.Verdict;
import resnet50.core.ExitCode;
import resnet50.core.Logits;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.environment.Environment;
import resnet50.measure.MemoryBandwidth;
import resnet50.measure.Statistics;

/**
 * Measures several programs, each in a process of its own. The programs are started and warmed up one after another and
 * then take turns, one inference per turn ({@link TurnSchedule}), so that a change of the machine's speed affects all of
 * them. A program that dies, hangs or computes another network is excluded from then on.
 */
public final class Comparer {
    /** Shares of the budget for steps other than the rounds. Starting the programs has no limit. */
    private static final double WARM_UP_PART = 0.025; // per program

    private static final double THROUGHPUT_PART = 0.025; // per program with several lanes
    private static final double LAYERS_PART = 0.15; // at most

    /** Turns of each fast program, even if the budget is used up. */
    private static final int MIN_TURNS = 5;

    /** Share of the budget that such a round may take. */
    private static final double CHEAP_PART = 0.02;

    /** Duration of a probe in seconds. */
    private static final double PROBE_SECONDS = 0.2;

    /** Before pairs are measured, both programs run in turns for this long, and {@link #MIN_WARM_UP_TURNS} times. */
    private static final double PAIR_WARM_UP_SECONDS = 10;

    private static final int MIN_WARM_UP_TURNS = 3;

    /** Maximum number of rounds, whatever the budget. */
    private static final int MAX_ROUNDS = 10_000;

    /** Runs per layer profile. */
    private static final int PROFILE_RUNS = 5;

    /** Time is reserved for the layer profiles of this number of stages, counted from the last one. */
    private static final int PROFILED_STAGES = 3;

    /** Exit codes that mean a user's mistake. */
    private static final List<ExitCode> MISTAKES = List.of(ExitCode.USAGE, ExitCode.BAD_DATA, ExitCode.NO_INPUT);

    private final Network network;
    private final double budgetSeconds;
    private final double warmUpSeconds; // per program, or for both programs of a pair
    private final int pairs; // 0: as many rounds as the budget allows
    private final Timeouts timeouts;
    private final Progress progress;
    private final long start = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private List<MeasuredProgram> contenders = List.of();
    private int donePairs;

    /** One request to a program. */
    @FunctionalInterface
    private interface Step {
        void make(MeasuredProgram contender) throws WorkerFailure;
    }

    /**
     * @param budget   duration of the whole comparison, from this call on
     * @param progress receives the used part of the budget, in milliseconds
     */
    public Comparer(Network network, Duration budget, Progress progress) {
        this(network, budget, Timeouts.DEFAULT, progress);
    }

    Comparer(Network network, Duration budget, Timeouts timeouts, Progress progress) {
        this(network, budget.toMillis() / 1000.0, WARM_UP_PART * budget.toMillis() / 1000.0, 0, timeouts, progress);
    }

    /**
     * Measures two programs in a fixed number of pairs.
     *
     * @param pairs more than zero
     */
    public static Comparer ofPairs(Network network, int pairs, Progress progress) {
        return ofPairs(network, pairs, PAIR_WARM_UP_SECONDS, progress);
    }

    static Comparer ofPairs(Network network, int pairs, double warmUpSeconds, Progress progress) {
        return new Comparer(network, Double.NaN, warmUpSeconds, pairs, Timeouts.DEFAULT, progress);
    }

    private Comparer(
            Network network, double budgetSeconds, double warmUpSeconds, int pairs, Timeouts timeouts, Progress progress) {
        this.network = network;
        this.budgetSeconds = budgetSeconds;
        this.warmUpSeconds = warmUpSeconds;
        this.pairs = pairs;
        this.timeouts = timeouts;
        this.progress = progress;
    }

    /**
     * Measures the programs. All processes have ended when this method returns; they also end with this JVM.
     *
     * @param programs at least one; stages in order, then peers
     * @param notes    further notes of the result
     * @throws UserException if a stage reports a mistake of the user, which concerns all programs
     */
    public Comparison compare(List<Program> programs, List<String> notes) {
        this.notes.addAll(notes);
        contenders = programs.stream().map(program -> new MeasuredProgram(program, timeouts)).toList();
        Thread killer = new Thread(() -> contenders.forEach(MeasuredProgram::kill), "killer");
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            contenders.forEach(this::start);
            if (pairs > 0) {
                warmUpInTurns();
            }
            Map<Integer, Double> bandwidths = bandwidths();
            Peaks peaks = new Peaks();
            probe(peaks::addBefore);
            Usage before = Usage.now(alive());
            if (pairs > 0) {
                pairs();
            } else {
                rounds();
            }
            Usage after = Usage.now(alive());
            each("counting bytes", MeasuredProgram::takeLogits, MeasuredProgram::account);
            probe(peaks::addAfter);
            if (pairs == 0) {
                each("measuring throughput", c -> c.throughput(budgetSeconds * THROUGHPUT_PART));
                layers();
            }
            return result(peaks, before, after, bandwidths);
        } finally {
            contenders.forEach(MeasuredProgram::close);
            contenders.forEach(MeasuredProgram::kill);
            removeHook(killer);
            progress.update("comparing", 1, 1);
        }
    }

    private static void removeHook(Thread killer) {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException _) {
            // the JVM is shutting down; the hook runs
        }
    }

    private void start(MeasuredProgram contender) {
        tell("starting " + contender.program().label());
        try {
            contender.start(network);
            if (pairs == 0) {
                contender.warmUp(warmUpSeconds);
            }
        } catch (WorkerFailure.Death death) {
            refuseMistake(contender, death);
            contender.fail(death);
        } catch (WorkerFailure failure) {
            contender.fail(failure);
        }
    }

    /** Reports a wrong command line or weights file once instead of once per stage. */
    private static void refuseMistake(MeasuredProgram contender, WorkerFailure.Death death) {
        for (ExitCode mistake : MISTAKES) {
            if (contender.program().stage() && death.exitCode() == mistake.code() && !death.lastWords().isEmpty()) {
                throw new UserException(mistake, death.lastWords().replaceFirst("^resnet50: ", ""), death);
            }
        }
    }

    /** Warms up in turns, so that the JIT compiles under the same conditions as in the measurement. */
    private void warmUpInTurns() {
        double end = elapsed() + warmUpSeconds;
        for (int turn = 0; alive().size() > 1 && (turn < MIN_WARM_UP_TURNS || elapsed() < end); turn++) {
            each("warming up", MeasuredProgram::warmUpTurn);
        }
    }

    /** ABBA order: steady drift of the machine's speed favors neither program. A program that fails ends the measurement. */
    private void pairs() {
        for (int pair = 0; pair < pairs && alive().size() == contenders.size(); pair++) {
            int number = pair;
            donePairs = pair;
            for (MeasuredProgram contender : pair % 2 == 0 ? contenders : contenders.reversed()) {
                attempt("measuring pairs", contender, c -> c.turn(number));
            }
        }
    }

    private void rounds() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<MeasuredProgram> alive = alive();
            if (alive.isEmpty()) {
                return;
            }
            double left = Math.max(budgetSeconds - elapsed() - reserve(alive), round < MIN_TURNS ? budgetSeconds * CHEAP_PART : 0);
            int[] turns = TurnSchedule.turns(round, alive.stream().mapToDouble(MeasuredProgram::turnSeconds).toArray(), left);
            if (turns.length == 0) {
                return;
            }
            for (int turn : turns) {
                int number = round;
                attempt("measuring", alive.get(turn), c -> c.turn(number));
            }
        }
    }

    /** Seconds reserved for the steps after the rounds. */
    private double reserve(List<MeasuredProgram> alive) {
        long lanes = alive.stream().filter(c -> c.ready().lanes() > 1).count();
        double layers = stagesFromTheTop(alive).limit(PROFILED_STAGES).mapToDouble(c -> c.profileSeconds(PROFILE_RUNS)).sum();
        return Math.min(budgetSeconds * LAYERS_PART, layers)
                + budgetSeconds * THROUGHPUT_PART * lanes
                + PROBE_SECONDS * settings(alive).size();
    }

    private static Stream<MeasuredProgram> stagesFromTheTop(List<MeasuredProgram> alive) {
        Set<String> seen = new HashSet<>(); // the last variant of a stage is the complete stage
        return alive.reversed().stream().filter(c -> c.program().stage() && seen.add(c.program().label()));
    }

    /** One program for each vector width and number of threads whose peak is probed. */
    private static Map<Peaks.Setting, MeasuredProgram> settings(List<MeasuredProgram> alive) {
        Map<Peaks.Setting, MeasuredProgram> settings = new TreeMap<>();
        alive.stream().filter(c -> c.ready().knowsVectors()).forEach(c -> {
            settings.putIfAbsent(new Peaks.Setting(c.ready().vectorBits(), 1), c);
            settings.putIfAbsent(new Peaks.Setting(c.ready().vectorBits(), c.ready().threads()), c);
        });
        return settings;
    }

    /** Measured in this process while the programs wait. */
    private Map<Integer, Double> bandwidths() {
        tell("probing memory");
        Map<Integer, Double> bandwidths = new TreeMap<>();
        IntStream.of(1, network.threads())
                .distinct()
                .forEach(threads -> bandwidths.put(threads, MemoryBandwidth.gigabytesPerSecond(threads)));
        return bandwidths;
    }

    /** @param peaks receives GFLOP/s */
    private void probe(BiConsumer<Peaks.Setting, Double> peaks) {
        settings(alive()).forEach((setting, contender) ->
                attempt("probing", contender, c -> peaks.accept(setting, c.probe(setting.threads()))));
    }

    /** Profiles stages, the last one first, as long as there is time. */
    private void layers() {
        for (MeasuredProgram contender : stagesFromTheTop(alive()).toList()) {
            if (elapsed() + contender.profileSeconds(PROFILE_RUNS) < budgetSeconds) {
                attempt("profiling " + contender.name(), contender, c -> c.profile(PROFILE_RUNS));
            }
        }
    }

    private void each(String task, Step... steps) {
        for (MeasuredProgram contender : alive()) {
            for (Step step : steps) {
                attempt(task, contender, step);
            }
        }
    }

    /** A program that refuses a step lacks the figure; any other failure excludes it. */
    private void attempt(String task, MeasuredProgram contender, Step step) {
        if (!contender.alive()) {
            return;
        }
        tell(task);
        try {
            step.make(contender);
        } catch (WorkerFailure.Refusal _) {
            // the figure stays unknown
        } catch (WorkerFailure failure) {
            contender.fail(failure);
        }
    }

    private List<MeasuredProgram> alive() {
        return contenders.stream().filter(MeasuredProgram::alive).toList();
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The progress bar reaches its end only when all work is done. */
    private void tell(String task) {
        if (pairs > 0) {
            progress.update(task, donePairs, pairs);
            return;
        }
        long total = (long) (budgetSeconds * 1000);
        progress.update(task, Math.clamp((long) (elapsed() * 1000), 0, Math.max(0, total - 1)), total);
    }

    private Comparison result(Peaks peaks, Usage before, Usage after, Map<Integer, Double> bandwidths) {
        Optional<Reference> reference = reference();
        List<Verdict> verdicts = contenders.stream().map(c -> verdict(c, reference)).toList();
        List<ProgramResult> rungs = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            MeasuredProgram c = contenders.get(i);
            int bits = c.ready() != null && c.ready().knowsVectors() ? c.ready().vectorBits() : -1;
            double peak = c.ready() == null ? Double.NaN : peaks.peak(bits, c.ready().threads());
            double overPrevious = i == 0 ? Double.NaN : speedUp(i - 1, i, verdicts);
            rungs.add(c.result(verdicts.get(i), overPrevious, speedUp(0, i, verdicts), network.macs(), peak));
        }
        Probe probe = Caveats.probe(peaks, Usage.stolenShare(before, after), Usage.othersShare(before, after), bandwidths);
        if (reference.isPresent() && alive().size() == 1 && reference.get().isOf(alive().getFirst().name())) {
            notes.add("The logits of " + alive().getFirst().name() + " could not be compared with any others.");
        }
        notes.addAll(Caveats.of(probe, rungs, budgetSeconds, elapsed()));
        if (contenders.size() == 2 && pairs == 0) {
            noteSpread(speedUps(0, 1, verdicts));
        }
        PairRatio pair = contenders.size() == 2 ? PairRatio.of(contenders.getFirst(), contenders.getLast()) : null;
        return new Comparison(
                Environment.current(),
                network.architecture().name(),
                network.weights(),
                network.inputSize(),
                network.macs(),
                network.threads(),
                budgetSeconds,
                reference.map(Reference::source).orElse("nothing"),
                probe,
                rungs,
                pair,
                notes);
    }

    /** PyTorch's logits, or else those of the first program with finite logits. */
    private Optional<Reference> reference() {
        return Reference.ofPyTorch(network.architecture().name(), network.weights(), network.inputSize())
                .or(() -> alive().stream()
                        .filter(c -> Logits.wrong(c.logits().getFirst()).isEmpty())
                        .findFirst()
                        .map(c -> Reference.ofRung(c.name(), c.logits().getFirst())));
    }

    private static Verdict verdict(MeasuredProgram contender, Optional<Reference> reference) {
        return contender.logits().stream()
                .flatMap(logits -> reference.stream().map(r -> r.judge(logits)))
                .reduce(Verdict::worse)
                .orElse(new Verdict("no reference logits", Double.NaN, false));
    }

    /** Reports the quartiles of two programs' ratios. */
    private void noteSpread(double[] ratios) {
        if (ratios.length > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s over %s: %.3f times as fast, quartiles %.3f to %.3f; rounds: %d.",
                    contenders.get(1).name(),
                    contenders.get(0).name(),
                    Statistics.median(ratios),
                    Statistics.percentile(ratios, 25),
                    Statistics.percentile(ratios, 75),
                    ratios.length));
        }
    }

    private double speedUp(int slow, int fast, List<Verdict> verdicts) {
        double[] ratios = speedUps(slow, fast, verdicts);
        return ratios.length == 0 ? Double.NaN : Statistics.median(ratios);
    }

    /** One ratio per round in which both programs had a turn; none unless both are right. */
    private double[] speedUps(int slow, int fast, List<Verdict> verdicts) {
        for (int i : new int[] {slow, fast}) {
            if (!contenders.get(i).alive() || !verdicts.get(i).right()) {
                return new double[0];
            }
        }
        return PairRatio.ratios(contenders.get(slow).roundsMs(), contenders.get(fast).roundsMs());
    }
}
