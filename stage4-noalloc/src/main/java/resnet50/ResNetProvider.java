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
    /** Number of tensors of a single convolution. */
    private static final int CONVOLUTION_TENSORS = 5;

    @Override
    public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
        Weights prepared = new Weights(weights, options.progress(), architecture.parameters().size());
        return new ResNet(architecture, options.inputSize(), prepared, new Buffers(options.listener()));
    }

    @Override
    public ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
        ConvShape shape = layer.shape();
        Buffers buffers = new Buffers(options.listener());
        Activation in = buffers.take(shape.inH(), shape.inW(), shape.inC());
        Weights prepared = new Weights(weights, options.progress(), CONVOLUTION_TENSORS);
        Conv2d conv = new Conv2d(layer, prepared, buffers);
        System.arraycopy(input, 0, in.data(), in.offset(), in.size());
        return () -> conv.forward(in);
    }

    @Override
    public int vectorBits() {
        return Simd.BITS;
    }
}
