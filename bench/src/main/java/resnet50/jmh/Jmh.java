package resnet50.jmh;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.jmh.JmhResult.Score;
import resnet50.measure.RunSetup;

/** Runs the JMH benchmarks on the current stage, one after another, each in a JVM with the options of this JVM. */
public final class Jmh {
    private static final double FLOPS_PER_MAC_IN_MS = 2 / 1e6; // converts MACs per ms to GFLOP/s

    private final Settings settings;
    private final Progress progress;
    private final OutputFormat log;

    /**
     * @param progress receives the number of finished benchmarks
     * @param verbose  whether to write JMH's log to {@code err}
     */
    public Jmh(Settings settings, Progress progress, PrintStream err, boolean verbose) {
        this.settings = settings;
        this.progress = progress;
        // even a silent log contains the other JVM's standard error, such as its warning about incubator modules
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        log = verbose
                ? OutputFormatFactory.createFormatInstance(err, VerboseMode.EXTRA)
                : OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
    }

    /**
     * Measures the candidates whose names contain a match of the filter.
     *
     * @throws UserException usage: no name matches; internal: JMH's JVM failed
     */
    public JmhResult run(RunSetup subject, Architecture architecture, Pattern filter) {
        List<Candidate> candidates = Candidate.of(architecture, settings.inputSize(), filter);
        if (candidates.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE,
                    "--filter " + filter + ": matches no layer's name; give a part of one, such as layer1.0.conv2, or "
                            + Candidate.NETWORK);
        }
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            progress.update("measuring " + candidates.get(i).name(), i, candidates.size());
            scores.add(measure(candidates.get(i)));
        }
        progress.update("measuring", candidates.size(), candidates.size());
        return new JmhResult(subject, NetworkBenchmark.class.getAnnotation(Measurement.class).iterations(), scores);
    }

    private Score measure(Candidate candidate) {
        boolean network = candidate.shape() == null;
        Class<?> benchmark = network ? NetworkBenchmark.class : ConvolutionBenchmark.class;
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName() + ".run"))
                .jvmArgsAppend(settings.toOptions().toArray(String[]::new))
                .shouldFailOnError(true);
        if (!network) {
            options.param("layer", candidate.name());
        }
        try {
            Collection<RunResult> results = new Runner(options.build(), log).run();
            return score(candidate, results.iterator().next().getPrimaryResult());
        } catch (RunnerException e) {
            throw new UserException(
                    ExitCode.INTERNAL, "JMH: " + e.getMessage() + "; --verbose shows what it was doing", e);
        }
    }

    private static Score score(Candidate candidate, Result<?> result) {
        double error = result.getScoreError();
        return new Score(
                candidate.name(),
                candidate.shape() == null ? "" : words(candidate.shape()),
                candidate.layers(),
                result.getScore(),
                result.getStatistics().getMin(),
                result.getStatistics().getMax(),
                Double.isFinite(error) ? error : 0,
                candidate.macs(),
                candidate.macs() * FLOPS_PER_MAC_IN_MS / result.getScore());
    }

    private static String words(ConvShape s) {
        return s.inC() + "x" + s.inH() + "x" + s.inW() + " to " + s.outC() + ", " + s.kernel() + "x" + s.kernel() + "/" + s.stride();
    }
}
