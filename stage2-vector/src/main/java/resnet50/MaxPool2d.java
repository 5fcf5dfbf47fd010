package resnet50;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import resnet50.core.ConvShape;

/** Max pooling: the maximum over a sliding window, per channel. */
final class MaxPool2d {
    private final String name;
    private final ConvShape shape;
    private final Buffers buffers;

    /** @param shape shape of the window, with as many output channels as input channels */
    MaxPool2d(String name, ConvShape shape, Buffers buffers) {
        this.name = name;
        this.shape = shape;
        this.buffers = buffers;
    }

    /**
     * Computes all maxima; padding is ignored.
     *
     * @param in [inH][inW][channels]
     * @return [outH][outW][channels]
     */
    Activation forward(Activation in) {
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC());
        for (int oy = 0; oy < shape.outH(); oy++) {
            for (int ox = 0; ox < shape.outW(); ox++) {
                max(shape, in, out, oy, ox);
            }
        }
        return buffers.finished(name, out);
    }

    /** Computes the maxima of one output pixel, all channels. */
    private static void max(ConvShape shape, Activation in, Activation out, int oy, int ox) {
        int firstY = Math.max(0, oy * shape.stride() - shape.pad());
        int firstX = Math.max(0, ox * shape.stride() - shape.pad());
        int endY = Math.min(shape.inH(), oy * shape.stride() - shape.pad() + shape.kernel());
        int endX = Math.min(shape.inW(), ox * shape.stride() - shape.pad() + shape.kernel());
        int first = out.at(oy, ox, 0);
        Arrays.fill(out.data(), first, first + shape.outC(), Float.NEGATIVE_INFINITY);
        for (int iy = firstY; iy < endY; iy++) {
            for (int ix = firstX; ix < endX; ix++) {
                larger(in.data(), in.at(iy, ix, 0), out.data(), first, shape.outC());
            }
        }
    }

    /** Element-wise maximum, kept in memory between pixels: C2 boxed a vector that lived across the loop. */
    private static void larger(float[] in, int in0, float[] out, int out0, int length) {
        int i = 0;
        for (; i < Simd.SPECIES.loopBound(length); i += Simd.LANES) {
            FloatVector.fromArray(Simd.SPECIES, out, out0 + i)
                    .max(FloatVector.fromArray(Simd.SPECIES, in, in0 + i))
                    .intoArray(out, out0 + i);
        }
        for (; i < length; i++) {
            out[out0 + i] = Math.max(out[out0 + i], in[in0 + i]);
        }
    }
}
