package resnet50;

import resnet50.core.ConvShape;
import resnet50.core.Convolution;

/**
 * A convolution without bias: each output is the dot product of an input window
 * and the weights of its output channel.
 */
final class Conv2d {
    private final String name;
    private final ConvShape shape;
    private final Weights weights;
    private final Buffers buffers;

    Conv2d(Convolution layer, Weights weights, Buffers buffers) {
        this.name = layer.name();
        this.shape = layer.shape();
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * Computes all outputs.
     *
     * @param in [inH][inW][inC]
     * @return [outH][outW][outC]
     */
    Activation forward(Activation in) {
        float[] weight = weights.readOhwi(name + ".weight", shape);
        Activation out = buffers.take(shape.outH(), shape.outW(), shape.outC());
        for (int oc = 0; oc < shape.outC(); oc++) {
            for (int oy = 0; oy < shape.outH(); oy++) {
                for (int ox = 0; ox < shape.outW(); ox++) {
                    out.data()[out.at(oy, ox, oc)] = dot(in, weight, oy, ox, oc);
                }
            }
        }
        return buffers.finished(name, out);
    }

    /**
     * Computes one output.
     *
     * @param weight // [outC][kernel][kernel][groupInC]
     */
    private float dot(Activation in, float[] weight, int oy, int ox, int oc) {
        int inC = shape.groupInC();
        int firstIc = oc / shape.groupOutC() * inC;
        float sum = 0;
        for (int ky = 0; ky < shape.kernel(); ky++) {
            int iy = oy * shape.stride() - shape.pad() + ky;
            if (iy < 0 || iy >= shape.inH()) {
                continue; // padding is zero and adds nothing
            }
            for (int kx = 0; kx < shape.kernel(); kx++) {
                int ix = ox * shape.stride() - shape.pad() + kx;
                if (ix < 0 || ix >= shape.inW()) {
                    continue;
                }
                int x = in.at(iy, ix, firstIc);
                int w = ((oc * shape.kernel() + ky) * shape.kernel() + kx) * inC;
                for (int ic = 0; ic < inC; ic++) {
                    sum += in.data()[x + ic] * weight[w + ic];
                }
            }
        }
        return sum;
    }
}
