package resnet50;

import jdk.incubator.vector.FloatVector;

/** ReLU: replaces negative values by zero. */
final class ReLU {
    private final String name;
    private final Buffers buffers;

    ReLU(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Clips each value. NaN stays NaN, so that it reaches the logits and is detected there.
     *
     * @param in any shape; receives the result
     * @return {@code in}
     */
    Activation forward(Activation in) {
        int row = in.width() * in.channels();
        for (int y = 0; y < in.height(); y++) {
            clip(in.data(), in.at(y, 0, 0), in.data(), in.at(y, 0, 0), row);
        }
        return buffers.finished(name, in);
    }

    private static void clip(float[] in, int in0, float[] out, int out0, int length) {
        int i = 0;
        for (; i < Simd.SPECIES.loopBound(length); i += Simd.LANES) {
            FloatVector.fromArray(Simd.SPECIES, in, in0 + i).max(0).intoArray(out, out0 + i);
        }
        for (; i < length; i++) {
            out[out0 + i] = Math.max(in[in0 + i], 0);
        }
    }
}
