package resnet50.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ConvShape;

/** Compares sums of integers with exact ones. */
class PackedConvolutionTest {
    private static long sum(ConvShape s, int[] in, byte[] weights, int oy, int ox, int oc) {
        long sum = 0;
        for (int ic = 0; ic < s.groupInC(); ic++) {
            for (int ky = 0; ky < s.kernel(); ky++) {
                for (int kx = 0; kx < s.kernel(); kx++) {
                    int y = oy * s.stride() - s.pad() + ky;
                    int x = ox * s.stride() - s.pad() + kx;
                    if (y >= 0 && y < s.inH() && x >= 0 && x < s.inW()) {
                        int channel = oc / s.groupOutC() * s.groupInC() + ic;
                        sum += (long) in[(y * s.inW() + x) * s.inC() + channel]
                                * weights[((oc * s.groupInC() + ic) * s.kernel() + ky) * s.kernel() + kx];
                    }
                }
            }
        }
        return sum;
    }

    /** All weights and inputs at their limits give the largest sums, 2^27 and more, which a float cannot hold. */
    @ParameterizedTest
    @CsvSource({
        "3, 9, 11, 8, 7, 2, 3, 1", "5, 4, 4, 7, 1, 1, 0, 1", "512, 3, 3, 3, 3, 1, 1, 1", "64, 5, 5, 300, 1, 2, 0, 1",
        "16, 6, 6, 32, 3, 1, 1, 8", "12, 5, 5, 6, 3, 2, 1, 3", "128, 3, 3, 128, 3, 1, 1, 32", "2048, 1, 1, 10, 1, 1, 0, 1",
        "1025, 2, 2, 257, 1, 1, 0, 1", "64, 7, 7, 64, 3, 1, 1, 64"
    })
    void sumsOfIntegersAreExact(int inC, int inH, int inW, int outC, int kernel, int stride, int pad, int groups) {
        ConvShape s = new ConvShape(inC, inH, inW, outC, kernel, stride, pad, groups);
        Random random = new Random(inC + outC);
        byte[] weights = new byte[outC * s.groupInC() * kernel * kernel];
        for (boolean extreme : new boolean[] {false, true}) {
            int[] in = new int[inH * inW * inC];
            float[] floats = new float[in.length];
            for (int i = 0; i < in.length; i++) {
                in[i] = extreme ? 255 - i % 2 : random.nextInt(-255, 256);
                floats[i] = in[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (byte) (extreme ? 127 : random.nextInt(-127, 128));
            }
            double[] sums = new double[s.outH() * s.outW() * outC];
            new PackedConvolution(s, i -> weights[i])
                    .run(floats, (found, channel, count, _, at) -> System.arraycopy(found, 0, sums, at, count));
            for (int oy = 0; oy < s.outH(); oy++) {
                for (int ox = 0; ox < s.outW(); ox++) {
                    for (int oc = 0; oc < outC; oc++) {
                        String where = oy + ", " + ox + ", " + oc;
                        assertEquals((double) sum(s, in, weights, oy, ox, oc), sums[(oy * s.outW() + ox) * outC + oc], where);
                    }
                }
            }
        }
    }
}
