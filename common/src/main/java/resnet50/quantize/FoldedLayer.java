package resnet50.quantize;

import resnet50.core.Convolution;
import resnet50.core.Int8Network;
import resnet50.core.WeightsFile;

/**
 * A layer's float weights with the batch norm folded into them.
 *
 * @param weights [outC][inC/groups][kernel][kernel]
 * @param bias    [outC]
 */
record FoldedLayer(float[] weights, double[] bias) {
    /** PyTorch's default epsilon of batch norm. */
    private static final float EPSILON = 1e-5f;

    /** Reads a layer and its batch norm, if it has one. */
    static FoldedLayer of(Convolution layer, WeightsFile file) {
        float[] weights = file.floats(layer.name() + ".weight");
        int outC = layer.shape().outC();
        double[] bias = new double[outC];
        if (layer.name().equals(Int8Network.CLASSIFIER)) {
            float[] stored = file.floats(layer.name() + ".bias");
            for (int c = 0; c < outC; c++) {
                bias[c] = stored[c];
            }
            return new FoldedLayer(weights, bias);
        }
        String norm = layer.norm();
        float[] gamma = file.floats(norm + ".weight");
        float[] beta = file.floats(norm + ".bias");
        float[] mean = file.floats(norm + ".running_mean");
        float[] variance = file.floats(norm + ".running_var");
        int fanIn = weights.length / outC;
        for (int c = 0; c < outC; c++) {
            double factor = gamma[c] / Math.sqrt(variance[c] + EPSILON);
            bias[c] = beta[c] - mean[c] * factor;
            for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
                weights[i] = (float) (weights[i] * factor);
            }
        }
        return new FoldedLayer(weights, bias);
    }
}
