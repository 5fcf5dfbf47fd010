package resnet50.commands;

import java.util.Optional;
import resnet50.cli.Messages;
import resnet50.cli.NetworkOptions;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.measure.RunSetup;
import resnet50.stage.Engines;
import resnet50.stage.KernelDump;
import resnet50.stage.StageInfo;
import resnet50.stage.WarmUp;
import resnet50.weights.OpenedWeights;

/** This stage and its weights, for commands that measure it. */
final class OpenedStage implements AutoCloseable {
    private final EngineProvider provider;
    private final WarmUp warmUp;
    private final OpenedWeights weights;
    private final EngineOptions options;

    private OpenedStage(EngineProvider provider, WarmUp warmUp, OpenedWeights weights, EngineOptions options) {
        this.provider = provider;
        this.warmUp = warmUp;
        this.weights = weights;
        this.options = options;
    }

    /** Opens the weights, prints their description and starts the warm-up. */
    static OpenedStage open(NetworkOptions network, Messages messages) {
        EngineProvider provider = Engines.provider(network.vectorWidth);
        EngineOptions options = new EngineOptions(
                network.crop,
                network.threads,
                network.vectorWidth,
                LayerListener.NONE,
                Progress.NONE,
                KernelDump.prepare(provider, network.kernelDump));
        WarmUp warmUp = WarmUp.start(provider, Optional.ofNullable(network.architecture), options);
        OpenedWeights weights = network.open();
        messages.note(weights.description());
        warmUp.expect(weights.architecture());
        return new OpenedStage(provider, warmUp, weights, options);
    }

    /** Builds an engine and waits for the end of the warm-up. */
    Engine build(LayerListener listener) {
        Engine engine = provider.build(architecture(), file(), options.withListener(listener));
        warmUp.await();
        return engine;
    }

    Architecture architecture() {
        return weights.architecture();
    }

    WeightsFile file() {
        return weights.file();
    }

    /** Vector width of the stage; 0 for plain loops. */
    int vectorBits() {
        return provider.vectorBits();
    }

    RunSetup subject() {
        StageInfo stage = StageInfo.load();
        return new RunSetup(
                stage.name(),
                stage.title(),
                architecture().name(),
                file().source(),
                options.inputSize(),
                options.threads(),
                RunSetup.vectorWidth(vectorBits()));
    }

    @Override
    public void close() {
        weights.close();
    }
}
