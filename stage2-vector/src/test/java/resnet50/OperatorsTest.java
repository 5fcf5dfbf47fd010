package resnet50;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import resnet50.conformance.ArrayWeights;
import resnet50.conformance.OperatorContract;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.LayerListener;

/** Calls this stage's operators; {@link OperatorContract} specifies and tests their results. */
class OperatorsTest extends OperatorContract {
    private static final int BORDER = 32;

    private final Buffers buffers = new Buffers(LayerListener.NONE);

    @Override
    protected float[] conv2d(ConvShape shape, float[] in, float[] weight) {
        Conv2d conv = new Conv2d(new Convolution("conv", shape), weights(Map.of("conv.weight", weight)), buffers);
        return values(conv.forward(activation(shape.inH(), shape.inW(), shape.inC(), in)));
    }

    @Override
    protected float[] batchNorm2d(int height, int width, int channels, float[] in, List<float[]> p) {
        Weights weights = weights(
                Map.of("bn.weight", p.get(0), "bn.bias", p.get(1), "bn.running_mean", p.get(2), "bn.running_var", p.get(3)));
        return values(new BatchNorm2d("bn", weights, buffers).forward(activation(height, width, channels, in)));
    }

    @Override
    protected float[] relu(int height, int width, int channels, float[] in) {
        return values(new ReLU("relu", buffers).forward(activation(height, width, channels, in)));
    }

    @Override
    protected float[] add(int height, int width, int channels, float[] a, float[] b) {
        Add add = new Add("add", buffers);
        return values(add.forward(activation(height, width, channels, a), activation(height, width, channels, b)));
    }

    @Override
    protected float[] maxPool2d(ConvShape shape, float[] in) {
        MaxPool2d pool = new MaxPool2d("maxpool", shape, buffers);
        return values(pool.forward(activation(shape.inH(), shape.inW(), shape.inC(), in)));
    }

    @Override
    protected float[] avgPool2d(int height, int width, int channels, float[] in) {
        return values(new AvgPool2d("avgpool", buffers).forward(activation(height, width, channels, in)));
    }

    @Override
    protected float[] linear(float[] in, float[] weight, float[] bias) {
        Weights weights = weights(Map.of("fc.weight", weight, "fc.bias", bias));
        return values(new Linear("fc", weights, buffers).forward(activation(1, 1, in.length, in)));
    }

    private static Weights weights(Map<String, float[]> arrays) {
        return new Weights(new ArrayWeights(arrays));
    }

    /** Returns an activation whose values lie between two borders of NaN. */
    private static Activation activation(int height, int width, int channels, float[] values) {
        float[] data = new float[BORDER + values.length + BORDER];
        Arrays.fill(data, Float.NaN);
        System.arraycopy(values, 0, data, BORDER, values.length);
        return new Activation(data, BORDER, height, width, channels);
    }

    private static float[] values(Activation a) {
        return Arrays.copyOfRange(a.data(), a.offset(), a.offset() + a.size());
    }
}
