package resnet50;

import java.util.Arrays;
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
                for (int c = 0; c < shape.outC(); c++) {
                    out.data()[first + c] = Math.max(out.data()[first + c], in.data()[in.at(iy, ix, c)]);
                }
            }
        }
    }
}
