package resnet50;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import resnet50.conformance.ArrayWeights;
import resnet50.conformance.OperatorContract;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.LayerListener;
import resnet50.core.Progress;

/** Calls this stage's operators; {@link OperatorContract} specifies and tests their results. */
class OperatorsTest extends OperatorContract {
    private static final int BORDER = 32;
    private static final float[] NO_WEIGHTS = {};

    private final Team team = new Team(2);
    private Buffers buffers = new Buffers(LayerListener.NONE);
    private float[] arena;

    @AfterEach
    void close() {
        team.close();
    }

    @Override
    protected float[] conv2d(ConvShape shape, float[] in, float[] weight) {
        return conv(shape, in, weight, identity(shape.outC()), null, false);
    }

    /** Precedes the norm with an identity convolution. */
    @Override
    protected float[] batchNorm2d(int height, int width, int channels, float[] in, List<float[]> p) {
        return conv(pointwise(height, width, channels), in, unit(channels), p, null, false);
    }

    @Override
    protected float[] relu(int height, int width, int channels, float[] in) {
        return conv(pointwise(height, width, channels), in, unit(channels), identity(channels), null, true);
    }

    @Override
    protected float[] add(int height, int width, int channels, float[] a, float[] b) {
        return conv(pointwise(height, width, channels), a, unit(channels), identity(channels), b, false);
    }

    @Override
    protected float[] convNormAddRelu(ConvShape shape, float[] in, float[] weight, List<float[]> p, float[] shortcut) {
        return conv(shape, in, weight, p, shortcut, true);
    }

    @Override
    protected float[] maxPool2d(ConvShape shape, float[] in) {
        Activation x = take(shape.inH(), shape.inW(), shape.inC(), 0);
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        border();
        MaxPool2d pool = new MaxPool2d("maxpool", shape, x, out, buffers);
        fill(x, in);
        pool.forward(arena, NO_WEIGHTS, team);
        return values(out);
    }

    @Override
    protected float[] avgPool2d(int height, int width, int channels, float[] in) {
        Activation x = take(height, width, channels, 0);
        AvgPool2d pool = new AvgPool2d("avgpool", x, buffers);
        border();
        fill(x, in);
        pool.forward(arena, NO_WEIGHTS, team);
        return values(pool.out());
    }

    @Override
    protected float[] linear(float[] in, float[] weight, float[] bias) {
        Activation x = take(1, 1, in.length, 0);
        Weights weights = weights(Map.of("fc.weight", weight, "fc.bias", bias));
        Linear linear = new Linear("fc", x, bias.length, weights, buffers);
        border();
        weights.load(team);
        fill(x, in);
        linear.forward(arena, weights.data(), team);
        return values(linear.out());
    }

    private float[] conv(ConvShape shape, float[] in, float[] weight, List<float[]> p, float[] shortcut, boolean relu) {
        Weights weights = weights(Map.of(
                "conv.weight", weight,
                "bn.weight", p.get(0),
                "bn.bias", p.get(1),
                "bn.running_mean", p.get(2),
                "bn.running_var", p.get(3)));
        Activation x = take(shape.inH(), shape.inW(), shape.inC(), shape.pad());
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
        border();
        Activation addend = null;
        if (shortcut != null) {
            addend = buffers.take(shape.outH(), shape.outW(), shape.outC(), 0);
            border();
        }
        Conv2d conv = new Conv2d(new Convolution("conv", shape), x, out, addend, relu, weights, buffers);
        weights.load(team);
        fill(x, in);
        if (shortcut != null) {
            addend.fill(arena, shortcut);
        }
        conv.forward(arena, weights.data(), team);
        return values(out);
    }

    private static ConvShape pointwise(int height, int width, int channels) {
        return new ConvShape(channels, height, width, channels, 1, 1, 0, 1);
    }

    /** Returns the weights of an identity 1×1 convolution. */
    private static float[] unit(int channels) {
        float[] unit = new float[channels * channels];
        for (int c = 0; c < channels; c++) {
            unit[c * channels + c] = 1;
        }
        return unit;
    }

    /** Returns the parameters of an identity batch norm. */
    private static List<float[]> identity(int channels) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        float[] variance = new float[channels];
        Arrays.fill(variance, 1 - 1e-5f); // 1 with epsilon added
        return List.of(ones, new float[channels], new float[channels], variance);
    }

    private static Weights weights(Map<String, float[]> arrays) {
        return new Weights(new ArrayWeights(arrays), Progress.NONE, arrays.size());
    }

    /** Takes a place in a new arena, between two borders. */
    private Activation take(int height, int width, int channels, int halo) {
        buffers = new Buffers(LayerListener.NONE);
        border();
        Activation place = buffers.take(height, width, channels, halo);
        border();
        return place;
    }

    private void border() {
        buffers.take(1, 1, BORDER, 0);
    }

    /** Fills a place. Its halo and surplus channels are zeros; the rest of the arena is NaN. */
    private void fill(Activation place, float[] values) {
        arena = buffers.arena(team.size());
        Arrays.fill(arena, 0, place.start(), Float.NaN);
        Arrays.fill(arena, place.start() + place.size(), arena.length, Float.NaN);
        place.fill(arena, values);
    }

    private float[] values(Activation a) {
        float[] values = new float[a.height() * a.width() * a.channels()];
        a.copyTo(arena, values);
        return values;
    }
}
