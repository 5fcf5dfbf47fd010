package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import resnet50.core.Convolution;
import resnet50.core.Engine;
import resnet50.core.LayerListener;
import resnet50.core.LayerPlan;
import resnet50.core.Logits;
import resnet50.core.Progress;

/**
 * Measures the time of each layer of an engine and compares its speed with the FMA peak of this JVM.
 *
 * <p>Warm-up ends when the times are steady ({@link Steadiness}), or after as many runs as will be measured but not before
 * {@link #MIN_WARM_UP_NANOS}.
 */
public final class Profile {
    public static final int DEFAULT_RUNS = 10;

    /** Minimum warm-up of an engine that is not steady: C2 may need longer than a few fast runs. */
    private static final long MIN_WARM_UP_NANOS = 2_000_000_000;

    private static final double WINDOW_MS = 200;

    /** A larger relative change of the FMA peak gets a note. */
    private static final double PEAK_TOLERANCE = 0.1;

    private static final double NANOS_PER_MS = 1e6;

    private final int runs;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private final IntToDoubleFunction peak;

    /**
     * @param runs       number of measured runs, at least one
     * @param vectorBits vector width of the stage, 0 for plain loops; read after the engine is built
     * @param progress   receives the number of runs done
     */
    public Profile(int runs, IntSupplier vectorBits, Progress progress) {
        this(runs, progress, System::nanoTime, threads -> FmaPeak.gflops(vectorBits.getAsInt(), threads));
    }

    /** @param peak measures the GFLOP/s of a number of threads */
    Profile(int runs, Progress progress, LongSupplier nanoTime, IntToDoubleFunction peak) {
        if (runs < 1) {
            throw new IllegalArgumentException(runs + " runs");
        }
        this.runs = runs;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.peak = peak;
    }

    /**
     * Builds the engine, measures it and closes it.
     *
     * @param builder      builds an engine that reports its layers to the given listener
     * @param convolutions the network's convolutions for the size of {@code input}
     * @param input        [size][size][3], as {@link Engine#run} takes it
     * @param classes      number of logits
     * @throws IllegalStateException if a logit is NaN or infinite
     */
    public ProfileResult run(
            RunSetup subject,
            Function<LayerListener, ? extends Engine> builder,
            List<Convolution> convolutions,
            float[] input,
            int classes) {
        LayerClock clock = new LayerClock(nanoTime);
        float[] logits = new float[classes];
        try (Engine engine = builder.apply(clock)) {
            engine.awaitFullSpeed();
            Steadiness steadiness = new Steadiness(WINDOW_MS);
            int warmUpRuns = warmUp(engine, clock, input, logits, steadiness);
            int threads = engine.lanes();
            double peakBefore = peak.applyAsDouble(threads);
            long[][] nanos = new long[runs][]; // [runs][layers]
            for (int run = 0; run < runs; run++) {
                progress.update("profiling", run, runs);
                nanos[run] = one(engine, clock, input, logits);
            }
            progress.update("profiling", runs, runs);
            Logits.check(logits);
            double peakAfter = peak.applyAsDouble(threads);
            double larger = Math.max(peakBefore, peakAfter); // other load can only lower a peak
            List<LayerTime> layers = layers(clock.layers(), medians(nanos), convolutions, engine.plan(), larger);
            double totalMs = layers.stream().mapToDouble(LayerTime::medianMs).sum();
            long totalMacs = layers.stream().mapToLong(LayerTime::macs).sum();
            long neededMacs = layers.stream().mapToLong(LayerTime::neededMacs).sum();
            return new ProfileResult(
                    subject,
                    runs,
                    warmUpRuns,
                    threads,
                    peakBefore,
                    peakAfter,
                    larger,
                    layers,
                    totalMs,
                    totalMacs,
                    neededMacs,
                    gflops(totalMacs, totalMs),
                    gflops(neededMacs, totalMs) / larger,
                    notes(steadiness.reached(), peakBefore, peakAfter, layers));
        }
    }

    private int warmUp(Engine engine, LayerClock clock, float[] input, float[] logits, Steadiness steadiness) {
        long start = nanoTime.getAsLong();
        int done = 0;
        while (!steadiness.reached() && (done < runs || nanoTime.getAsLong() - start < MIN_WARM_UP_NANOS)) {
            progress.update("warming up", Math.min(done, runs - 1), runs);
            steadiness.add(Arrays.stream(one(engine, clock, input, logits)).sum() / NANOS_PER_MS);
            done++;
        }
        return done;
    }

    /** Nanoseconds of each layer in one run. */
    private static long[] one(Engine engine, LayerClock clock, float[] input, float[] logits) {
        clock.start();
        engine.run(input, logits);
        return clock.stop();
    }

    /** @param nanos // [runs][layers] */
    private static double[] medians(long[][] nanos) {
        double[] medians = new double[nanos[0].length];
        for (int layer = 0; layer < medians.length; layer++) {
            int column = layer;
            medians[layer] = Statistics.median(Arrays.stream(nanos).mapToDouble(run -> run[column] / NANOS_PER_MS).toArray());
        }
        return medians;
    }

    private static List<LayerTime> layers(
            List<String> names, double[] ms, List<Convolution> convolutions, List<LayerPlan> plans, double peak) {
        Map<String, Long> macs = convolutions.stream().collect(Collectors.toMap(Convolution::name, c -> c.shape().macs()));
        double sum = Arrays.stream(ms).sum();
        List<LayerTime> layers = new ArrayList<>();
        for (int i = 0; i < ms.length; i++) {
            String name = names.get(i);
            // a fused layer has several parts: a convolution with its batch norm, or also with its shortcut
            long layerMacs = Arrays.stream(name.split("\\+")).mapToLong(part -> macs.getOrDefault(part, 0L)).sum();
            Optional<LayerPlan> plan = plan(name, plans);
            long needed = plan.map(LayerPlan::macs).filter(known -> known > 0).orElse(layerMacs);
            layers.add(new LayerTime(
                    plan.map(known -> LayerText.of(name, known)).orElse(LayerText.unplanned(name)),
                    ms[i],
                    sum > 0 ? ms[i] / sum : 0,
                    layerMacs,
                    needed,
                    gflops(layerMacs, ms[i]),
                    gflops(needed, ms[i]) / peak));
        }
        return layers;
    }

    /** The plan with that name, else with the same first part. */
    private static Optional<LayerPlan> plan(String name, List<LayerPlan> plans) {
        return plans.stream()
                .filter(p -> p.layer().equals(name))
                .findFirst()
                .or(() -> plans.stream().filter(p -> first(p.layer()).equals(first(name))).findFirst());
    }

    private static String first(String name) {
        int plus = name.indexOf('+');
        return plus < 0 ? name : name.substring(0, plus);
    }

    /** 0 if no time passed by the clock. */
    private static double gflops(long macs, double ms) {
        return ms > 0 ? 2 * macs / (ms * NANOS_PER_MS) : 0;
    }

    private static List<String> notes(boolean steady, double peakBefore, double peakAfter, List<LayerTime> layers) {
        List<String> notes = new ArrayList<>();
        if (!steady) {
            notes.add("The times had not settled when measuring began; with more runs, warm-up is longer too.");
        }
        if (Math.abs(peakBefore - peakAfter) > PEAK_TOLERANCE * Math.min(peakBefore, peakAfter)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The FMA peak was %.1f GFLOP/s before and %.1f after: the machine's speed changed; shares of the peak are approximate.",
                    peakBefore,
                    peakAfter));
        }
        if (layers.stream().anyMatch(layer -> layer.ofPeak() > 1 + PEAK_TOLERANCE)) {
            notes.add("Layers above 100 % ran while the machine was faster than at both measurements of the peak.");
        }
        return notes;
    }
}
