package resnet50.quantize;

import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.WeightsFile;
import resnet50.weights.Int8File;

/** Builds {@link Int8Emulator}s in place of a stage's engines. Layers are not reported to listeners. */
public final class Int8EmulatorProvider implements EngineProvider {
    /** @throws resnet50.core.UserException as {@link Int8File#read} */
    @Override
    public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
        return new Int8Emulator(Int8File.read(weights), options.inputSize(), options.threads());
    }

    @Override
    public ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
        throw new UnsupportedOperationException("the emulator has no single convolutions");
    }

    @Override
    public boolean warmUp(Architecture likely, EngineOptions options) {
        return true; // ordinary loops
    }

    @Override
    public int vectorBits() {
        return 0;
    }

    @Override
    public boolean needsVectorModule() {
        return false;
    }
}
