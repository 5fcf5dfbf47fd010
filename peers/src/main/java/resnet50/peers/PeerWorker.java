package resnet50.peers;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import resnet50.measure.Inference;
import resnet50.measure.RunSetup;
import resnet50.measure.Worker;
import resnet50.weights.SyntheticWeights;

/** Worker process for ONNX Runtime, measured in turns with the stages' workers; see {@link Worker}. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar peers.jar worker [OPTIONS]",
        synopsisHeading = "",
        description = "Runs the network when a line on standard input asks for it, as a stage's worker does.")
final class PeerWorker implements Callable<Integer> {
    @Mixin
    private PeerOptions options;

    @Override
    public Integer call() throws IOException {
        PrintStream protocol = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err); // keeps other output out of the protocol
        long start = System.nanoTime();
        try (OnnxRuntime runtime = options.load()) {
            long loadNanos = System.nanoTime() - start; // includes the export
            float[] picture = SyntheticWeights.input(runtime.size());
            for (int i = 0; i < runtime.batch(); i++) {
                runtime.setInput(i, picture);
            }
            RunSetup subject = new RunSetup(
                    "onnxruntime " + OnnxRuntime.version(),
                    "a peer",
                    runtime.modelName(),
                    options.source(),
                    runtime.size(),
                    options.threads(),
                    "its own choice");
            new Worker(subject, 0, loadNanos, new Threaded(runtime, options.threads()), runtime.batch() * runtime.classes())
                    .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), protocol);
        }
        return 0;
    }

    /** Runs one picture or batch on all threads. */
    private record Threaded(OnnxRuntime runtime, int threads) implements Inference {
        @Override
        public void run(float[] logits) {
            runtime.run(logits);
        }
    }
}
