package resnet50;

import resnet50.core.ConvShape;
import resnet50.core.WeightsFile;

/** How the layers get at their tensors: each reads its own from the file, every time it runs. */
final class Weights {
    private final WeightsFile file;

    Weights(WeightsFile file) {
        this.file = file;
    }

    /** A tensor as the file has it. */
    float[] read(String name) {
        return file.floats(name);
    }

    /**
     * A convolution's weights, channels moved innermost as they are in the activations.
     *
     * @return [outC][kernel][kernel][groupInC], from the file's [outC][groupInC][kernel][kernel]
     */
    float[] readOhwi(String name, ConvShape shape) {
        float[] oihw = read(name);
        int inC = shape.groupInC();
        int window = shape.kernel() * shape.kernel();
        if (window == 1) {
            return oihw; // the two are the same
        }
        float[] ohwi = new float[oihw.length];
        for (int oc = 0; oc < shape.outC(); oc++) {
            for (int ic = 0; ic < inC; ic++) {
                for (int k = 0; k < window; k++) {
                    ohwi[(oc * window + k) * inC + ic] = oihw[(oc * inC + ic) * window + k];
                }
            }
        }
        return ohwi;
    }
}
