package resnet50;

import resnet50.engine.ConvShape;

/** The largest number under a sliding window, channel by channel. */
final class MaxPool2d {
    private final String name;
    private final ConvShape shape;
    private final Buffers buffers;

    /** @param shape the window's, with as many output as input channels */
    MaxPool2d(String name, ConvShape shape, Buffers buffers) {
        this.name = name;
        this.shape = shape;
        this.buffers = buffers;
    }

    /**
     * Slides the window over the picture; padding never wins.
     *
     * @param in [inH][inW][channels]
     * @return [outH][outW][channels]
     */
    Activation forward(Activation in) {
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC());
        for (int oy = 0; oy < shape.outH(); oy++) {
            for (int ox = 0; ox < shape.outW(); ox++) {
                for (int c = 0; c < shape.outC(); c++) {
                    out.data()[out.at(oy, ox, c)] = max(in, oy, ox, c);
                }
            }
        }
        return buffers.finished(name, out);
    }

    private float max(Activation in, int oy, int ox, int c) {
        float max = Float.NEGATIVE_INFINITY;
        for (int ky = 0; ky < shape.kernel(); ky++) {
            int iy = oy * shape.stride() - shape.pad() + ky;
            if (iy < 0 || iy >= shape.inH()) {
                continue;
            }
            for (int kx = 0; kx < shape.kernel(); kx++) {
                int ix = ox * shape.stride() - shape.pad() + kx;
                if (ix < 0 || ix >= shape.inW()) {
                    continue;
                }
                max = Math.max(max, in.data()[in.at(iy, ix, c)]);
            }
        }
        return max;
    }
}
