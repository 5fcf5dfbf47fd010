package resnet50;

import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.WeightsFile;

/** Service entry point: the command line loads the engine through it. */
public final class ResNetProvider implements EngineProvider {
    @Override
    public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
        return new ResNet(architecture, options.inputSize(), new Weights(weights), new Buffers(options.listener()));
    }

    @Override
    public ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
        ConvShape shape = layer.shape();
        Buffers buffers = new Buffers(options.listener());
        Activation in = new Activation(input, 0, shape.inH(), shape.inW(), shape.inC());
        Conv2d conv = new Conv2d(layer, new Weights(weights), buffers);
        return () -> conv.forward(in);
    }

    @Override
    public int vectorBits() {
        return Simd.BITS;
    }

    @Override
    public boolean needsVectorModule() {
        return false;
    }
}
