package resnet50;

import resnet50.core.ConvShape;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;

/** Access to the tensors: each layer reads its own from the file, once, when it is built. */
final class Weights {
    private final WeightsFile file;
    private final Progress progress;
    private final int tensors;
    private int tensorsRead;

    /** @param tensors number of tensors that will be read */
    Weights(WeightsFile file, Progress progress, int tensors) {
        this.file = file;
        this.progress = progress;
        this.tensors = tensors;
    }

    /** Reads a tensor, in the file's element order. */
    float[] read(String name) {
        progress.update("loading weights", ++tensorsRead, tensors);
        return file.floats(name);
    }

    /**
     * Reads a convolution's weights and moves the input channels innermost, as in the activations.
     *
     * @return [outC][kernel][kernel][groupInC], from the file's [outC][groupInC][kernel][kernel]
     */
    float[] readOhwi(String name, ConvShape shape) {
        float[] oihw = read(name);
        int inC = shape.groupInC();
        int window = shape.kernel() * shape.kernel();
        if (window == 1) {
            return oihw; // both layouts are the same
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
