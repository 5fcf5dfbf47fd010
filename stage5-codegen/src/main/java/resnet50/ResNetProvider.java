package resnet50;

import java.io.IOException;
import java.util.List;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.LayerListener;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;
import resnet50.generator.Kernels;

/** Service entry point: the command line loads the engine through it. */
public final class ResNetProvider implements EngineProvider {
    /** Number of tensors of a single convolution. */
    private static final int CONVOLUTION_TENSORS = 5;

    @Override
    public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
        Weights prepared = new Weights(weights, options.progress(), architecture.parameters().size());
        ResNet network = new ResNet(architecture, options.inputSize(), prepared, new Buffers(options.listener()));
        if (options.kernelDump() != null) {
            try {
                Kernels.dump(network.plan(), options.kernelDump());
            } catch (IOException e) {
                throw UserException.noInput(options.kernelDump() + ": cannot be written (" + e.getMessage() + "); check the disk");
            }
        }
        prepared.load();
        return network;
    }

    /** Generates and compiles the network's kernels; they do not depend on the weights. */
    @Override
    public boolean warmUp(Architecture likely, EngineOptions options) {
        Weights missing = new Weights(null, options.progress(), 0);
        Runnable asking = () -> new ResNet(likely, options.inputSize(), missing, new Buffers(LayerListener.NONE));
        Thread asker = Thread.ofPlatform().daemon().name("kernels-asker").start(asking);
        Kernels.warmUp(asker::isAlive); // compiles the first kernels while generating the others
        return true;
    }

    @Override
    public ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
        ConvShape shape = layer.shape();
        Buffers buffers = new Buffers(options.listener());
        Activation in = shape.inC() < Simd.LANES
                ? buffers.takePicture(shape.inH(), shape.inW(), shape.inC(), shape.pad()) // as for the first layer
                : buffers.take(shape.inH(), shape.inW(), shape.inC(), shape.pad());
        Activation out = buffers.take(shape, 0);
        Weights prepared = new Weights(weights, options.progress(), CONVOLUTION_TENSORS);
        Conv2d conv = new Conv2d(layer, in, out, null, false, prepared, buffers);
        prepared.load();
        float[] arena = buffers.arena();
        in.fill(arena, input);
        Kernels.warmUp(() -> false);
        Kernels.warmUpLater(List.of(conv.plan()));
        return () -> conv.forward(arena, prepared.data());
    }

    @Override
    public int vectorBits() {
        return Simd.BITS;
    }

    @Override
    public boolean generatesKernels() {
        return true;
    }
}
