package resnet50.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import resnet50.cli.ClassifyCommand;
import resnet50.cli.NetworkOptions;
import resnet50.cli.StandardOutput;
import resnet50.core.Engine;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.measure.EngineInference;
import resnet50.measure.Inference;
import resnet50.measure.LayerTime;
import resnet50.measure.Profile;
import resnet50.measure.Worker;
import resnet50.weights.SyntheticWeights;

/** Serves inferences to {@code compare}; see {@link Worker}. */
@Command(
        name = "worker",
        hidden = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar worker [OPTIONS]",
        synopsisHeading = "",
        description = {
            "Serves inferences to compare: 'run N' on standard input is answered with N times in nanoseconds, 'logits' with the"
                    + " result; 'quit' ends."
        })
final class WorkerCommand implements Callable<Integer> {
    @ParentCommand
    private ClassifyCommand root;

    @Mixin
    private NetworkOptions network;

    @Override
    public Integer call() throws IOException {
        PrintStream protocol = StandardOutput.ofProcess().printer();
        System.setOut(System.err); // keeps other output away from the answers
        try (OpenedStage stage = OpenedStage.open(network, root.messages())) {
            long start = System.nanoTime();
            try (Engine engine = stage.build(LayerListener.NONE)) {
                long loadNanos = System.nanoTime() - start;
                float[] input = SyntheticWeights.input(network.crop); // speed does not depend on the image
                int classes = stage.architecture().classes();
                Inference inference = new EngineInference(engine, input, stage.file(), runs -> profile(stage, input, runs));
                new Worker(stage.subject(), stage.vectorBits(), loadNanos, inference, classes)
                        .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), protocol);
            }
        }
        return 0;
    }

    /** Profiles a second engine: an engine that reports its layers may compute them in another way. */
    private List<LayerTime> profile(OpenedStage stage, float[] input, int runs) {
        return new Profile(runs, stage::vectorBits, Progress.NONE)
                .run(
                        stage.subject(),
                        stage::build,
                        stage.architecture().convolutions(network.crop),
                        input,
                        stage.architecture().classes())
                .layers();
    }
}
