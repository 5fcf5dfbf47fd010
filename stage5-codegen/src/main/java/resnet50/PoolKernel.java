package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
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

    /** The largest of each lane of {@code count} vectors; a NaN wins. Its loop is unrolled: in a loop, the JVM keeps a maximum on the heap. */
    static PoolKernel max(int count) {
        Consumer<KernelWriter> body = k -> {
            Vec largest = k.vec();
            Vec next = k.vec();
            for (int i = 0; i < count; i++) {
                k.load(i == 0 ? largest : next, new At(k.floats(0), k.sum(k.number(1), k.ints(2), i), 0));
                if (i > 0) {
                    k.max(largest, largest, next);
                }
            }
            finish(k, largest);
        };
        return Kernels.get("max" + count + Simd.suffix(), PoolKernel.class, body, warmUp(count));
    }

    /** The sum of each lane. It grows in memory: as a variable that a loop carries, the JVM at times keeps it on the heap, for good. */
    static PoolKernel sum() {
        Consumer<KernelWriter> body = k -> {
            At out = new At(k.floats(0), k.number(4), 0);
            Vec sum = k.load(new At(k.floats(0), k.sum(k.number(1), k.ints(2), 0), 0));
            k.store(sum, out);
            Vec next = k.vec();
            k.forEachFrom(1, k.ints(2), i -> {
                k.load(sum, out);
                k.load(next, new At(k.floats(0), k.sum(k.number(1), k.ints(2), i), 0));
                k.add(sum, sum, next);
                k.store(sum, out);
            });
            k.load(sum, out);
            finish(k, sum);
        };
        return Kernels.get("sum" + Simd.suffix(), PoolKernel.class, body, warmUp(3));
    }

    private static void finish(KernelWriter k, Vec result) {
        Vec factor = k.vec();
        k.broadcast(factor, k.scalar(3));
        k.multiply(result, result, factor);
        k.store(result, new At(k.floats(0), k.number(4), 0));
    }

    private static Consumer<PoolKernel> warmUp(int count) {
        float[] x = new float[Simd.LANES];
        int[] window = new int[count];
        return kernel -> {
            for (int i = 0; i < 20; i++) { // one call has so little to do that the compiler would not take notice
                kernel.run(x, 0, window, 1, 0);
            }
        };
    }
}
