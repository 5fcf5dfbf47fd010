package resnet50.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** A program of another project, which {@code peers.jar} measures. {@code --only} accepts its name, in lower case. */
public enum PeerKind {
    ONNXRUNTIME,
    OPENCV,
    PYTORCH;

    /** How to get the file without which PyTorch is not measured. */
    static final String NEEDS_TORCHSCRIPT =
            "pytorch needs --torchscript FILE; java -jar peers.jar --help shows how to make the file";

    /** Returns the spelling of the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PeerKind> named(String name) {
        return List.of(values()).stream().filter(peer -> peer.toString().equals(name)).findFirst();
    }

    /** Whether it runs the exported weights; the other one runs a TorchScript model only. */
    public boolean readsOnnx() {
        return this != PYTORCH;
    }

    /**
     * Arguments of its worker.
     *
     * @throws UserException usage: the TorchScript model is missing
     */
    List<String> arguments(Optional<Path> torchScript) {
        if (readsOnnx()) {
            return List.of("--peer", toString());
        }
        Path file = torchScript.orElseThrow(() -> new UserException(ExitCode.USAGE, NEEDS_TORCHSCRIPT));
        return List.of("--peer", toString(), "--torchscript", file.toString());
    }
}
