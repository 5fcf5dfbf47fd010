package resnet50.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.cli.TerminalProgress;
import resnet50.cli.WeightsOptions;
import resnet50.core.Progress;
import resnet50.onnx.OnnxExport;
import resnet50.weights.OpenedWeights;

/** Command-line options for the model and the configuration of ONNX Runtime. */
final class PeerOptions extends WeightsOptions {
    private static final int MAX = 4096;

    /** Whether ONNX Runtime's threads spin while they wait. */
    enum Spinning {
        DEFAULT,
        ON,
        OFF;

        /** Returns the spelling of the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            order = 1,
            description = "ONNX model with one input of [N][3][size][size]. Else --weights are exported to a temporary file.")
    private Path model;

    @Option(
            names = "--spinning",
            paramLabel = "HOW",
            order = 16,
            defaultValue = "default",
            description = "Whether threads wait in a loop: ${COMPLETION-CANDIDATES} (ONNX Runtime's own default).")
    private Spinning spinning;

    private int threads;
    private int batch;
    private String source; // set when the model is loaded

    @Option(names = "--threads", paramLabel = "N", order = 14, defaultValue = "1", description = "Threads (${DEFAULT-VALUE}).")
    void threads(int count) {
        threads = positive("--threads", count);
    }

    @Option(names = "--batch", paramLabel = "N", order = 15, defaultValue = "1", description = "Pictures a run (${DEFAULT-VALUE}).")
    void batch(int count) {
        batch = positive("--batch", count);
    }

    private int positive(String option, int count) {
        if (count < 1 || count > MAX) {
            throw new ParameterException(mixee.commandLine(), option + " " + count + " is not between 1 and " + MAX);
        }
        return count;
    }

    int threads() {
        return threads;
    }

    /** Returns the source of the weights: a path, or {@code synthetic}. */
    String source() {
        return source;
    }

    /** Loads the model. Exports the weights first unless a model is given. */
    OnnxRuntime load() {
        return withModel(file -> open(file, threads, batch));
    }

    /** Loads one session per thread, each single-threaded and with a batch of 1. */
    List<OnnxRuntime> loadOnePerThread() {
        return withModel(file -> IntStream.range(0, threads).parallel().mapToObj(_ -> open(file, 1, 1)).toList());
    }

    private <T> T withModel(Function<Path, T> use) {
        if (model != null) {
            if (weights().isPresent()) {
                throw new ParameterException(mixee.commandLine(), "--model and --weights exclude each other");
            }
            source = model.toString();
            return use.apply(model);
        }
        Progress progress = TerminalProgress.onStandardError();
        try (OpenedWeights weights = open()) {
            source = weights.file().source();
            Path folder = Files.createTempDirectory("onnx");
            Path exported = folder.resolve("model.onnx");
            folder.toFile().deleteOnExit(); // deleted after the file: the order is reversed
            exported.toFile().deleteOnExit();
            try {
                new OnnxExport().write(weights.architecture(), weights.file(), crop(), exported, false, progress);
                return use.apply(exported);
            } finally {
                Files.deleteIfExists(exported);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OnnxRuntime open(Path file, int sessionThreads, int sessionBatch) {
        Optional<Boolean> allowed = spinning == Spinning.DEFAULT ? Optional.empty() : Optional.of(spinning == Spinning.ON);
        return OnnxRuntime.open(file, sessionThreads, allowed, sessionBatch, crop());
    }
}
