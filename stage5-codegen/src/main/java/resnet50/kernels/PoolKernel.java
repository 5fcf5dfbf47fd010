package resnet50.kernels;

import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Scalar;
import resnet50.generator.Kernels;
import resnet50.generator.ParameterList;

/** The kernel of max and average pooling: reduces a window of vectors to one vector, for each result of a row. */
@FunctionalInterface
public interface PoolKernel {
    /**
     * @param x       the activations
     * @param first   base offset of the first result's window
     * @param step    distance between the windows of two results
     * @param window  offset of each vector from the base; at least one
     * @param factor  factor that each result is multiplied with
     * @param out     offset of the first result
     * @param outStep distance between two results
     * @param count   number of results
     */
    void run(float[] x, int first, int step, int[] window, float factor, int out, int outStep, int count);

    /** The parameters of {@link #run} in the code of a kernel. */
    record Parameters(Floats x, Int first, Int step, Ints window, Scalar factor, Int out, Int outStep, Int count) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(p.floats(), p.number(), p.number(), p.ints(), p.scalar(), p.number(), p.number(), p.number());
        }
    }

    /** Lane-wise maximum of {@code size} vectors; NaN if one is NaN. */
    static PoolKernel max(int size) {
        return Kernels.get(new PoolSpec.Max(size));
    }

    /** Lane-wise sum. */
    static PoolKernel sum() {
        return Kernels.get(new PoolSpec.Sum());
    }
}
