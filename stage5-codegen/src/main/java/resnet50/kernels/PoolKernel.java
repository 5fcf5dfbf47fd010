package resnet50.kernels;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import resnet50.Simd;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Scalar;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;
import resnet50.generator.ParameterList;

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

    /** The parameters of {@link #run} in the code of a kernel. */
    record Parameters(Floats x, Int first, Int step, Ints window, Scalar factor, Int out, Int outStep, Int count) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(p.floats(), p.number(), p.number(), p.ints(), p.scalar(), p.number(), p.number(), p.number());
        }
    }

    /**
     * The lane-wise maximum of {@code size} vectors; NaN if one is NaN. Unrolled, because the JVM would keep a maximum
     * in a loop on the heap.
     */
    static PoolKernel max(int size) {
        Consumer<KernelWriter> body = k -> {
            Parameters given = Parameters.of(k);
            Int[] vectors = new Int[size];
            for (int i = 0; i < size; i++) {
                vectors[i] = k.plusElement(given.first, given.window, i);
            }
            Vec largest = k.vec();
            Vec next = k.vec();
            forEachResult(k, given, largest, (from, out) -> {
                for (int i = 0; i < size; i++) {
                    k.load(i == 0 ? largest : next, new At(given.x, k.plus(vectors[i], from), 0));
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
            Parameters given = Parameters.of(k);
            Vec sum = k.vec();
            Vec next = k.vec();
            forEachResult(k, given, sum, (from, out) -> {
                Int first = k.plus(given.first, from);
                k.load(sum, new At(given.x, k.plusElement(first, given.window, 0), 0));
                k.store(sum, out);
                k.forEachFrom(1, given.window, i -> {
                    k.load(sum, out);
                    k.load(next, new At(given.x, k.plusElement(first, given.window, i), 0));
                    k.add(sum, sum, next);
                    k.store(sum, out);
                });
                k.load(sum, out);
            });
        };
        return Kernels.get("sum" + Simd.suffix(), PoolKernel.class, body, warmUp(3));
    }

    /** @param body emits one result, given the distance of its base offset from the first one and where to store it */
    private static void forEachResult(KernelWriter k, Parameters given, Vec result, BiConsumer<Int, At> body) {
        Int from = k.literal(0);
        Int out = k.copy(given.out);
        At goal = new At(given.x, out, 0);
        Vec factor = k.vec();
        k.broadcast(factor, given.factor);
        k.forEachBelow(given.count, _ -> {
            body.accept(from, goal);
            k.multiply(result, result, factor);
            k.store(result, goal);
            k.increase(from, given.step);
            k.increase(out, given.outStep);
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
