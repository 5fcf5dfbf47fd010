package resnet50.kernels;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import resnet50.Simd;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;

/** The kernel of both pools: reduces a window of vectors to one, for a row of results. */
@FunctionalInterface
public interface PoolKernel {
    /**
     * @param x       the activations
     * @param first   base offset of the first result's window
     * @param step    distance between the windows of two results
     * @param window  offset of each vector from the base; at least one
     * @param factor  factor of the results
     * @param out     offset of the first result
     * @param outStep distance between two results
     * @param count   number of results
     */
    void run(float[] x, int first, int step, int[] window, float factor, int out, int outStep, int count);

    /**
     * The lane-wise maximum of {@code size} vectors; NaN if one is NaN. Unrolled, because the JVM would keep a maximum
     * in a loop on the heap.
     */
    static PoolKernel max(int size) {
        Consumer<KernelWriter> body = k -> {
            Floats x = k.floats(0);
            Int[] vectors = new Int[size];
            for (int i = 0; i < size; i++) {
                vectors[i] = k.plusElement(k.number(1), k.ints(3), i);
            }
            Vec largest = k.vec();
            Vec next = k.vec();
            forEachResult(k, largest, (from, out) -> {
                for (int i = 0; i < size; i++) {
                    k.load(i == 0 ? largest : next, new At(x, k.plus(vectors[i], from), 0));
                    if (i > 0) {
                        k.max(largest, largest, next);
                    }
                }
            });
        };
        return Kernels.get("max" + size + Simd.suffix(), PoolKernel.class, body, warmUp(size));
    }

    /**
     * The lane-wise sum. It is accumulated in memory: if a loop carries it in a variable, the JVM sometimes keeps it on
     * the heap for good.
     */
    static PoolKernel sum() {
        Consumer<KernelWriter> body = k -> {
            Floats x = k.floats(0);
            Vec sum = k.vec();
            Vec next = k.vec();
            forEachResult(k, sum, (from, out) -> {
                Int first = k.plus(k.number(1), from);
                k.load(sum, new At(x, k.plusElement(first, k.ints(3), 0), 0));
                k.store(sum, out);
                k.forEachFrom(1, k.ints(3), i -> {
                    k.load(sum, out);
                    k.load(next, new At(x, k.plusElement(first, k.ints(3), i), 0));
                    k.add(sum, sum, next);
                    k.store(sum, out);
                });
                k.load(sum, out);
            });
        };
        return Kernels.get("sum" + Simd.suffix(), PoolKernel.class, body, warmUp(3));
    }

    /** @param body emits one result, given the distance of its base offset from the first one and where to store it */
    private static void forEachResult(KernelWriter k, Vec result, BiConsumer<Int, At> body) {
        Int from = k.literal(0);
        Int out = k.copy(k.number(5));
        At goal = new At(k.floats(0), out, 0);
        Vec factor = k.vec();
        k.broadcast(factor, k.scalar(4));
        k.forEachBelow(k.number(7), _ -> {
            body.accept(from, goal);
            k.multiply(result, result, factor);
            k.store(result, goal);
            k.increase(from, k.number(2));
            k.increase(out, k.number(6));
        });
    }

    private static Consumer<PoolKernel> warmUp(int size) {
        float[] x = new float[Simd.LANES];
        int[] window = new int[size];
        return kernel -> {
            for (int i = 0; i < 20; i++) { // one call does too little work to get the kernel compiled
                kernel.run(x, 0, 0, window, 1, 0, 0, 1);
            }
        };
    }
}
