package resnet50;

import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;
import resnet50.kernels.Rows;

/** The residual add. It adds the shortcut to a tile's sums while they are in registers. */
public final class Add {
    private Add() {}

    /**
     * Emits the addition.
     *
     * @param sums     // [pixels][vectors]
     * @param shortcut offset of the first pixel's addend; negative for none
     * @param block    distance between the vectors of a pixel
     * @param rows     offsets of the pixels
     */
    public static void emit(KernelWriter k, Vec[][] sums, Floats x, Int shortcut, Int block, Rows rows) {
        k.ifNotNegative(shortcut, () -> {
            Vec term = k.vec();
            Int at = shortcut;
            for (int v = 0; v < sums[0].length; v++) {
                at = v == 0 ? shortcut : k.plus(at, block);
                for (int p = 0; p < sums.length; p++) {
                    k.load(term, new At(x, at, rows.at(p)));
                    k.add(sums[p][v], sums[p][v], term);
                }
            }
        });
    }
}
