package resnet50;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import resnet50.conformance.ArrayWeights;
import resnet50.conformance.OperatorContract;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.LayerListener;
import resnet50.core.Progress;

/** Calls this stage's operators; {@link OperatorContract} specifies and tests their results. */
class OperatorsTest extends OperatorContract {
    private static final int BORDER = 32;

    private Buffers buffers = new Buffers(LayerListener.NONE);

    @Override
    protected float[] conv2d(ConvShape shape, float[] in, float[] weight) {
        float[] ones = new float[shape.outC()];
        Arrays.fill(ones, 1);
        float[] zeros = new float[shape.outC()];
        float[] variance = new float[shape.outC()];
        Arrays.fill(variance, 1 - 1e-5f); // 1 with epsilon added, so the norm is the identity
        return convAndNorm(shape, in, weight, List.of(ones, zeros, zeros, variance));
    }

    /** Precedes the norm with an identity convolution. */
    @Override
    protected float[] batchNorm2d(int height, int width, int channels, float[] in, List<float[]> p) {
        float[] identity = new float[channels * channels];
        for (int c = 0; c < channels; c++) {
            identity[c * channels + c] = 1;
        }
        return convAndNorm(new ConvShape(channels, height, width, channels, 1, 1, 0, 1), in, identity, p);
    }

    @Override
    protected float[] convAndNorm(ConvShape shape, float[] in, float[] weight, List<float[]> p) {
        Weights weights = weights(Map.of(
                "conv.weight", weight,
                "bn.weight", p.get(0),
                "bn.bias", p.get(1),
                "bn.running_mean", p.get(2),
                "bn.running_var", p.get(3)));
        Activation x = take(shape.inH(), shape.inW(), shape.inC());
        Conv2d conv = new Conv2d(new Convolution("conv", shape), weights, buffers);
        return values(conv.forward(fill(x, in)));
    }

    @Override
    protected float[] relu(int height, int width, int channels, float[] in) {
        Activation x = take(height, width, channels);
        return values(new ReLU("relu", buffers).forward(fill(x, in)));
    }

    @Override
    protected float[] add(int height, int width, int channels, float[] a, float[] b) {
        Activation x = take(height, width, channels);
        Activation y = buffers.take(height, width, channels);
        buffers.take(1, 1, BORDER);
        return values(new Add("add", buffers).forward(fill(x, a), fill(y, b)));
    }

    @Override
    protected float[] maxPool2d(ConvShape shape, float[] in) {
        Activation x = take(shape.inH(), shape.inW(), shape.inC());
        MaxPool2d pool = new MaxPool2d("maxpool", shape, buffers);
        return values(pool.forward(fill(x, in)));
    }

    @Override
    protected float[] avgPool2d(int height, int width, int channels, float[] in) {
        Activation x = take(height, width, channels);
        AvgPool2d pool = new AvgPool2d("avgpool", channels, buffers);
        return values(pool.forward(fill(x, in)));
    }

    @Override
    protected float[] linear(float[] in, float[] weight, float[] bias) {
        Activation x = take(1, 1, in.length);
        Linear linear = new Linear("fc", weights(Map.of("fc.weight", weight, "fc.bias", bias)), buffers);
        return values(linear.forward(fill(x, in)));
    }

    private static Weights weights(Map<String, float[]> arrays) {
        return new Weights(new ArrayWeights(arrays), Progress.NONE, arrays.size());
    }

    /** Takes a place in a new arena, between two borders. */
    private Activation take(int height, int width, int channels) {
        buffers = new Buffers(LayerListener.NONE);
        buffers.take(1, 1, BORDER);
        Activation place = buffers.take(height, width, channels);
        buffers.take(1, 1, BORDER);
        return place;
    }

    /** Fills a place. Elements of the arena that are still 0 become NaN. */
    private Activation fill(Activation place, float[] values) {
        float[] data = buffers.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == 0 ? Float.NaN : data[i];
        }
        System.arraycopy(values, 0, data, place.offset(), values.length);
        return place;
    }

    private static float[] values(Activation a) {
        return Arrays.copyOfRange(a.data(), a.offset(), a.offset() + a.size());
    }
}
