package resnet50.conformance;

import java.util.Arrays;
import resnet50.core.ConvShape;

/**
 * Reference implementation of all operators, as simple as possible and in double. Activations are
 * {@code [height][width][channels]}; conv weights have PyTorch's layout.
 */
public final class ReferenceOperators {
    private static final double EPSILON = 1e-5;

    private ReferenceOperators() {}

    /** @param weight // [outC][inC / groups][kernel][kernel] */
    public static double[] conv2d(ConvShape s, double[] in, float[] weight) {
        double[] out = new double[s.outH() * s.outW() * s.outC()];
        for (int oy = 0; oy < s.outH(); oy++) {
            for (int ox = 0; ox < s.outW(); ox++) {
                for (int oc = 0; oc < s.outC(); oc++) {
                    int group = oc / s.groupOutC();
                    double sum = 0;
                    for (int ic = 0; ic < s.groupInC(); ic++) {
                        for (int ky = 0; ky < s.kernel(); ky++) {
                            for (int kx = 0; kx < s.kernel(); kx++) {
                                int iy = oy * s.stride() - s.pad() + ky;
                                int ix = ox * s.stride() - s.pad() + kx;
                                if (iy >= 0 && iy < s.inH() && ix >= 0 && ix < s.inW()) {
                                    int w = ((oc * s.groupInC() + ic) * s.kernel() + ky) * s.kernel() + kx;
                                    sum += in[(iy * s.inW() + ix) * s.inC() + group * s.groupInC() + ic] * weight[w];
                                }
                            }
                        }
                    }
                    out[(oy * s.outW() + ox) * s.outC() + oc] = sum;
                }
            }
        }
        return out;
    }

    /** All parameters are // [channels]. */
    public static double[] batchNorm2d(double[] in, float[] weight, float[] bias, float[] mean, float[] variance) {
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            int c = i % weight.length;
            out[i] = (in[i] - mean[c]) / Math.sqrt(variance[c] + EPSILON) * weight[c] + bias[c];
        }
        return out;
    }

    public static double[] relu(double[] in) {
        return Arrays.stream(in).map(x -> Math.max(x, 0)).toArray();
    }

    public static double[] add(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = a[i] + b[i];
        }
        return out;
    }

    /** @param s shape of the window, with as many output channels as input channels */
    public static double[] maxPool2d(ConvShape s, double[] in) {
        double[] out = new double[s.outH() * s.outW() * s.outC()];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        for (int oy = 0; oy < s.outH(); oy++) {
            for (int ox = 0; ox < s.outW(); ox++) {
                for (int c = 0; c < s.outC(); c++) {
                    int o = (oy * s.outW() + ox) * s.outC() + c;
                    for (int iy = oy * s.stride() - s.pad(); iy < oy * s.stride() - s.pad() + s.kernel(); iy++) {
                        for (int ix = ox * s.stride() - s.pad(); ix < ox * s.stride() - s.pad() + s.kernel(); ix++) {
                            if (iy >= 0 && iy < s.inH() && ix >= 0 && ix < s.inW()) {
                                out[o] = Math.max(out[o], in[(iy * s.inW() + ix) * s.inC() + c]);
                            }
                        }
                    }
                }
            }
        }
        return out;
    }

    public static double[] avgPool2d(int channels, double[] in) {
        double[] out = new double[channels];
        double pixels = (double) in.length / channels;
        for (int i = 0; i < in.length; i++) {
            out[i % channels] += in[i] / pixels;
        }
        return out;
    }

    /** @param weight // [outputs][inputs] */
    public static double[] linear(double[] in, float[] weight, float[] bias) {
        double[] out = new double[bias.length];
        for (int o = 0; o < out.length; o++) {
            out[o] = bias[o];
            for (int i = 0; i < in.length; i++) {
                out[o] += in[i] * weight[o * in.length + i];
            }
        }
        return out;
    }
}
