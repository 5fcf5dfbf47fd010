package resnet50;

import resnet50.algorithms.ConvWeights;

/**
 * Batch norm at inference: a scale and a shift per channel. The scale is multiplied into the weights of the preceding
 * convolution, and the shift is the initial value of that convolution's sums. So batch norm takes no time at inference.
 */
final class BatchNorm2d {
    /** PyTorch's default. It prevents a division by zero for a channel of zero variance. */
    private static final float EPSILON = 1e-5f;

    private final String name;

    BatchNorm2d(String name) {
        this.name = name;
    }

    /** Reads the tensors; computes scale and shift. */
    ConvWeights.Norm fold(Weights weights) {
        float[] weight = weights.read(name + ".weight");
        float[] bias = weights.read(name + ".bias");
        float[] mean = weights.read(name + ".running_mean");
        float[] variance = weights.read(name + ".running_var");
        double[] scale = new double[weight.length];
        float[] shift = new float[weight.length];
        for (int c = 0; c < weight.length; c++) {
            // (x - mean) / deviation * weight + bias, rearranged; in double, because it runs only once
            scale[c] = weight[c] / Math.sqrt(variance[c] + EPSILON);
            shift[c] = (float) (bias[c] - mean[c] * scale[c]);
        }
        return new ConvWeights.Norm(scale, shift);
    }
}
