package resnet50.quantize;

import java.util.List;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;

/** The forward pass of a network of the family, in some arithmetic. */
final class Forward {
    private final Convolution stem;
    private final ConvShape pool;
    private final List<BlockShape> blocks;
    private final Convolution classifier;

    Forward(Architecture architecture, int inputSize) {
        stem = architecture.stem(inputSize);
        pool = architecture.pool(inputSize);
        blocks = architecture.blocks(inputSize);
        classifier = architecture.convolutions(inputSize).getLast();
    }

    /**
     * Runs the network.
     *
     * @param picture [size][size][3] normalized floats
     * @return // [classes]
     */
    float[] logits(float[] picture, Arithmetic arithmetic) {
        float[] x = arithmetic.convolution(stem, arithmetic.input(picture), true);
        x = maxPool(pool, x);
        for (BlockShape block : blocks) {
            x = block(block, x, arithmetic);
        }
        x = arithmetic.average(x, blocks.getLast().path().getLast().shape().outC());
        return arithmetic.logits(classifier, x);
    }

    private static float[] block(BlockShape block, float[] in, Arithmetic arithmetic) {
        float[] x = in;
        for (Convolution conv : block.path()) {
            x = arithmetic.convolution(conv, x, !conv.equals(block.path().getLast()));
        }
        float[] shortcut = block.downsample() == null ? in : arithmetic.convolution(block.downsample(), in, false);
        return arithmetic.sum(block, x, shortcut);
    }

    /**
     * Computes the maximum of each window, for real numbers and integers. The input is not negative, so the padding
     * never counts.
     */
    static float[] maxPool(ConvShape s, float[] in) {
        int channels = s.inC();
        float[] out = new float[s.outH() * s.outW() * channels];
        for (int oy = 0; oy < s.outH(); oy++) {
            for (int ox = 0; ox < s.outW(); ox++) {
                int at = (oy * s.outW() + ox) * channels;
                for (int y = Math.max(0, oy * s.stride() - s.pad()); y < lastPlusOne(oy, s, s.inH()); y++) {
                    for (int x = Math.max(0, ox * s.stride() - s.pad()); x < lastPlusOne(ox, s, s.inW()); x++) {
                        int from = (y * s.inW() + x) * channels;
                        for (int c = 0; c < channels; c++) {
                            out[at + c] = Math.max(out[at + c], in[from + c]);
                        }
                    }
                }
            }
        }
        return out;
    }

    private static int lastPlusOne(int o, ConvShape s, int size) {
        return Math.min(size, o * s.stride() - s.pad() + s.kernel());
    }
}
