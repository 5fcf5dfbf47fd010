package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Ints;
import resnet50.KernelWriter.Vec;

/** Makes one vector of many: the kernel of both pools. */
@FunctionalInterface
interface PoolKernel {
    /**
     * @param x      the activations
     * @param first  where counting begins
     * @param window from there to each vector; at least one
     * @param factor what the result is multiplied by
     * @param out    where the result goes
     */
    void run(float[] x, int first, int[] window, float factor, int out);

    /** The largest of each lane; a NaN wins. */
    static PoolKernel max() {
        return kernel("max", KernelWriter::max);
    }

    /** The sum of each lane. */
    static PoolKernel sum() {
        return kernel("sum", KernelWriter::add);
    }

    /** An operation of two vectors. */
    @FunctionalInterface
    interface Operation {
        void emit(KernelWriter k, Vec to, Vec a, Vec b);
    }

    private static PoolKernel kernel(String name, Operation operation) {
        return Kernels.get(name + Simd.suffix(), PoolKernel.class, k -> emit(k, operation), warmUp());
    }

    private static void emit(KernelWriter k, Operation operation) {
        Floats x = k.floats(0);
        Ints window = k.ints(2);
        Vec result = k.vec();
        Vec next = k.vec();
        k.load(result, new At(x, k.sum(k.number(1), window, 0), 0));
        k.forEachFrom(1, window, i -> {
            Int at = k.sum(k.number(1), window, i);
            k.load(next, new At(x, at, 0));
            operation.emit(k, result, result, next);
        });
        k.broadcast(next, k.scalar(3));
        k.multiply(result, result, next);
        k.store(result, new At(x, k.number(4), 0));
    }

    private static Consumer<PoolKernel> warmUp() {
        float[] x = new float[Simd.LANES];
        int[] window = {0, 0, 0};
        return kernel -> kernel.run(x, 0, window, 1, 0);
    }
}
