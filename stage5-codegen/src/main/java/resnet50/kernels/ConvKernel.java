package resnet50.kernels;

import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Scalar;
import resnet50.generator.ParameterList;

/** Computes a register tile of a convolution: adjacent pixels × adjacent blocks of output channels. */
@FunctionalInterface
public interface ConvKernel {
    /**
     * @param x             the activations: input, output and shortcut
     * @param in            offset of the first pixel's window
     * @param taps          offsets of the window's inputs: {@link Taps#array}; for a {@link GroupedTile}, the offset of
     *                      each row of the window
     * @param w             the weights
     * @param weights       offset of the tile's shift; its weights follow
     * @param out           offset of the first pixel's result
     * @param outBlock      distance between blocks of output channels
     * @param shortcut      offset of the first pixel's addend; negative for none
     * @param shortcutBlock distance between the addend's blocks of channels
     * @param floor         lower bound of the results: 0 for ReLU, minus infinity for none
     * @param next          offset of weights to prefetch
     * @return the sum of all prefetched values, meaningless to the caller; without it, C2 would remove the prefetches
     */
    int run(
            float[] x, int in, int[] taps, float[] w, int weights, int out, int outBlock, int shortcut, int shortcutBlock, float floor,
            int next);

    /** The parameters of {@link #run} in the code of a kernel. */
    record Parameters(
            Floats x,
            Int in,
            Ints taps,
            Floats w,
            Int weights,
            Int out,
            Int outBlock,
            Int shortcut,
            Int shortcutBlock,
            Scalar floor,
            Int next) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(
                    p.floats(), p.number(), p.ints(), p.floats(), p.number(), p.number(), p.number(), p.number(), p.number(), p.scalar(),
                    p.number());
        }
    }

    /** Returns the fastest kernel for this tile that is already compiled. */
    default ConvKernel quickest() {
        return this;
    }
}
