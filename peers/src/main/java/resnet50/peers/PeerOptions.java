package resnet50.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.cli.TerminalProgress;
import resnet50.cli.WeightsOptions;
import resnet50.compare.PeerKind;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.onnx.OnnxExport;
import resnet50.weights.OpenedWeights;

/** Command-line options for the program, its model and its configuration. */
final class PeerOptions extends WeightsOptions {
    private static final int MAX = 4096;

    /** Number of classes of a given ONNX model, which has it itself. */
    private static final int UNKNOWN = -1;

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
            names = "--peer",
            paramLabel = "NAME",
            order = 0,
            defaultValue = "onnxruntime",
            description = "The program: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PeerKind kind;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            order = 1,
            description = "ONNX model with one input of [N][3][size][size]. Else --weights are exported to a temporary file.")
    private Path model;

    @Option(
            names = "--torchscript",
            paramLabel = "FILE",
            order = 1,
            description = {
                "TorchScript model of the same network as --weights, for --peer pytorch, which takes no other. Python makes one:",
                "  import torch, torchvision; m = torchvision.models.resnet50()",
                "  m.load_state_dict(torch.load('resnet50.pth')); m.eval()",
                "  torch.jit.trace(m, torch.zeros(1, 3, 224, 224)).save('resnet50.pt')"
            })
    private Path torchScript;

    @Option(
            names = "--spinning",
            paramLabel = "HOW",
            order = 16,
            defaultValue = "default",
            description = "Whether ONNX Runtime's threads wait in a loop: ${COMPLETION-CANDIDATES} (its own default).")
    private Spinning spinning;

    private int threads;
    private int batch;
    private String source; // set when the model is loaded
    private String network; // set when the model is loaded

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

    /** Returns the name of the network; of a given ONNX model, its file's name. */
    String network() {
        return network;
    }

    /** Describes a loaded program: its name, network, weights and input size. */
    String description(Peer peer) {
        return peer.name() + ", " + network + " of " + source + ", " + peer.size() + "x" + peer.size();
    }

    /** Loads the model. Exports the weights first unless a model is given. */
    Peer load() {
        return withModel((file, classes) -> open(file, threads, batch, classes));
    }

    /** Loads one model per thread, each single-threaded and with a batch of 1. */
    List<Peer> loadOnePerThread() {
        return withModel((file, classes) -> IntStream.range(0, threads).parallel().mapToObj(_ -> open(file, 1, 1, classes)).toList());
    }

    private <T> T withModel(BiFunction<Path, Integer, T> use) {
        if (model != null) {
            return withGiven(model, use);
        }
        try (OpenedWeights weights = open()) {
            source = weights.file().source();
            network = weights.architecture().name();
            int classes = weights.architecture().classes();
            return kind.readsOnnx() ? withExport(weights, file -> use.apply(file, classes)) : use.apply(torchScript(), classes);
        }
    }

    private <T> T withGiven(Path file, BiFunction<Path, Integer, T> use) {
        if (weights().isPresent() || !kind.readsOnnx()) {
            throw new ParameterException(
                    mixee.commandLine(),
                    "--model and " + (weights().isPresent() ? "--weights" : "--peer pytorch") + " exclude each other");
        }
        source = file.toString();
        network = file.getFileName().toString().replaceFirst("\\.onnx$", "");
        return use.apply(file, UNKNOWN);
    }

    private Path torchScript() {
        if (torchScript == null) {
            throw new ParameterException(
                    mixee.commandLine(), "--peer pytorch needs --torchscript FILE; --help shows how to make one in Python");
        }
        return torchScript;
    }

    private <T> T withExport(OpenedWeights weights, Function<Path, T> use) {
        Progress progress = TerminalProgress.onStandardError();
        try {
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

    private Peer open(Path file, int peerThreads, int peerBatch, int classes) {
        return switch (kind) {
            case ONNXRUNTIME -> OnnxRuntime.open(file, peerThreads, allowedToSpin(), peerBatch, crop());
            case OPENCV -> OpenCv.open(file, peerThreads, peerBatch, crop());
            case PYTORCH -> PyTorch.open(file, peerThreads, peerBatch, crop(), classes);
        };
    }

    private Optional<Boolean> allowedToSpin() {
        return spinning == Spinning.DEFAULT ? Optional.empty() : Optional.of(spinning == Spinning.ON);
    }

    /** @throws UserException no input: the file is missing */
    static void requireFile(Path file, String remedy) {
        if (!Files.isRegularFile(file)) {
            throw UserException.noInput(file + ": is no file; " + remedy);
        }
    }
}
