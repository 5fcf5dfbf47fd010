package resnet50;

import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Scalar;
import resnet50.generator.KernelWriter.Vec;
import resnet50.kernels.Rows;

/**
 * ReLU: replaces negative sums by zero before they are stored. NaN stays NaN, so that it reaches the logits and is
 * detected there.
 */
public final class ReLU {
    private ReLU() {}

    /** Returns the lower bound at which a kernel clips; minus infinity clips nothing. */
    public static float floor(boolean relu) {
        return relu ? 0 : Float.NEGATIVE_INFINITY;
    }

    /**
     * Emits code that clips sums and stores them.
     *
     * @param sums  // [pixels][vectors]
     * @param out   offset of the first pixel's output
     * @param block distance between the vectors of a pixel
     * @param rows  offsets of the pixels
     */
    public static void emit(KernelWriter k, Vec[][] sums, Scalar floor, Floats x, Int out, Int block, Rows rows) {
        Vec lowest = k.vec();
        k.broadcast(lowest, floor);
        Int at = out;
        for (int v = 0; v < sums[0].length; v++) {
            at = v == 0 ? out : k.plus(at, block);
            for (int p = 0; p < sums.length; p++) {
                k.clip(sums[p][v], lowest);
                k.store(sums[p][v], new At(x, at, rows.at(p)));
            }
        }
    }
}
