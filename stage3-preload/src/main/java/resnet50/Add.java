package resnet50;

import jdk.incubator.vector.FloatVector;

/** The residual add: the output of a block's convolutions plus the shortcut. */
final class Add {
    private final String name;
    private final Buffers buffers;

    Add(String name, Buffers buffers) {
        this.name = name;
        this.buffers = buffers;
    }

    /**
     * Adds element by element.
     *
     * @param a        any shape
     * @param shortcut the shape of {@code a}
     * @return the sum, of the same shape
     */
    Activation forward(Activation a, Activation shortcut) {
        Activation out = buffers.take(a.height(), a.width(), a.channels());
        int row = a.width() * a.channels();
        for (int y = 0; y < a.height(); y++) {
            sum(a.data(), a.at(y, 0, 0), shortcut.data(), shortcut.at(y, 0, 0), out.data(), out.at(y, 0, 0), row);
        }
        return buffers.finished(name, out);
    }

    /** Adds {@code length} elements of {@code a} and {@code b} into {@code out}, which may be one of them. */
    static void sum(float[] a, int a0, float[] b, int b0, float[] out, int out0, int length) {
        int i = 0;
        for (; i < Simd.SPECIES.loopBound(length); i += Simd.LANES) {
            FloatVector.fromArray(Simd.SPECIES, a, a0 + i)
                    .add(FloatVector.fromArray(Simd.SPECIES, b, b0 + i))
                    .intoArray(out, out0 + i);
        }
        for (; i < length; i++) {
            out[out0 + i] = a[a0 + i] + b[b0 + i];
        }
    }
}
