package resnet50;

import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Scalar;
import resnet50.KernelWriter.Vec;

/** Negative sums become zero on their way from the registers to memory. A NaN stays a NaN, so that it is seen at the end. */
final class ReLU {
    private ReLU() {}

    /** What a kernel is to clip at: nothing is below minus infinity. */
    static float floor(boolean relu) {
        return relu ? 0 : Float.NEGATIVE_INFINITY;
    }

    /**
     * Clips sums and stores them.
     *
     * @param sums  // [pixels][vectors]
     * @param out   where the first goes
     * @param block from a pixel's vector to its next
     * @param rows  where pixels lie
     */
    static void emit(KernelWriter k, Vec[][] sums, Scalar floor, Floats x, Int out, Int block, Rows rows) {
        Vec lowest = k.vec();
        k.broadcast(lowest, floor);
        Int at = out;
        for (int v = 0; v < sums[0].length; v++) {
            at = v == 0 ? out : k.sum(at, block);
            for (int p = 0; p < sums.length; p++) {
                k.clip(sums[p][v], lowest);
                k.store(sums[p][v], new At(x, at, rows.at(p)));
            }
        }
    }
}
