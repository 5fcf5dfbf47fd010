package resnet50;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The fully connected layer: each output is the dot product of the input and a row of weights, plus a bias. */
final class Linear {
    private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;

    private final String name;
    private final Weights weights;
    private final float[] lanes = new float[Simd.LANES]; // scratch for adding up a vector's lanes
    private final Buffers buffers;

    Linear(String name, Weights weights, Buffers buffers) {
        this.name = name;
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * Multiplies the weight matrix by the input and adds the bias.
     *
     * @param in [1][1][inputs]
     * @return [1][1][outputs]
     */
    Activation forward(Activation in) {
        float[] weight = weights.read(name + ".weight"); // [outputs][inputs]
        float[] bias = weights.read(name + ".bias"); // [outputs]
        Activation out = buffers.take(1, 1, bias.length);
        for (int o = 0; o < bias.length; o++) {
            out.data()[out.at(0, 0, o)] = dot(in.data(), in.at(0, 0, 0), weight, o * in.channels(), in.channels(), lanes) + bias[o];
        }
        return buffers.finished(name, out);
    }

    /** Dot product with four independent sums, which hide part of the FMA latency. */
    private static float dot(float[] x, int x0, float[] w, int w0, int length, float[] lanes) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int step = SPECIES.length();
        int i = 0;
        for (; i + 4 * step <= length; i += 4 * step) {
            sum0 = FloatVector.fromArray(SPECIES, x, x0 + i)
                    .fma(FloatVector.fromArray(SPECIES, w, w0 + i), sum0);
            sum1 = FloatVector.fromArray(SPECIES, x, x0 + i + step)
                    .fma(FloatVector.fromArray(SPECIES, w, w0 + i + step), sum1);
            sum2 = FloatVector.fromArray(SPECIES, x, x0 + i + 2 * step)
                    .fma(FloatVector.fromArray(SPECIES, w, w0 + i + 2 * step), sum2);
            sum3 = FloatVector.fromArray(SPECIES, x, x0 + i + 3 * step)
                    .fma(FloatVector.fromArray(SPECIES, w, w0 + i + 3 * step), sum3);
        }
        sum0.add(sum1).add(sum2.add(sum3)).intoArray(lanes, 0);
        float sum = Simd.sum(lanes, 0);
        for (; i < length; i++) {
            sum += x[x0 + i] * w[w0 + i];
        }
        return sum;
    }
}
