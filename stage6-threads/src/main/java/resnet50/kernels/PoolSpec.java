package resnet50.kernels;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import resnet50.Simd;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;

/** The kernels of max and average pooling. */
sealed interface PoolSpec extends KernelSpec<PoolKernel> {
    /**
     * The maximum of {@code size} vectors. The loop is unrolled: the JVM would keep a loop-carried maximum on the heap.
     */
    record Max(int size) implements PoolSpec {
        @Override
        public String name() {
            return "max" + size + Simd.suffix();
        }

        @Override
        public void emit(KernelWriter k) {
            PoolKernel.Parameters given = PoolKernel.Parameters.of(k);
            Int[] vectors = new Int[size];
            for (int i = 0; i < size; i++) {
                vectors[i] = k.plusElement(given.first(), given.window(), i);
            }
            Vec largest = k.vec();
            Vec next = k.vec();
            forEachResult(k, given, largest, (from, out) -> {
                for (int i = 0; i < size; i++) {
                    k.load(i == 0 ? largest : next, new At(given.x(), k.plus(vectors[i], from), 0));
                    if (i > 0) {
                        k.max(largest, largest, next);
                    }
                }
            });
        }

        @Override
        public Consumer<PoolKernel> warmUp() {
            return PoolSpec.warmUp(size);
        }
    }

    /** The sum. It is accumulated in memory: the JVM sometimes keeps a loop-carried sum on the heap permanently. */
    record Sum() implements PoolSpec {
        @Override
        public String name() {
            return "sum" + Simd.suffix();
        }

        @Override
        public void emit(KernelWriter k) {
            PoolKernel.Parameters given = PoolKernel.Parameters.of(k);
            Vec sum = k.vec();
            Vec next = k.vec();
            forEachResult(k, given, sum, (from, out) -> {
                Int first = k.plus(given.first(), from);
                k.load(sum, new At(given.x(), k.plusElement(first, given.window(), 0), 0));
                k.store(sum, out);
                k.forEachFrom(1, given.window(), i -> {
                    k.load(sum, out);
                    k.load(next, new At(given.x(), k.plusElement(first, given.window(), i), 0));
                    k.add(sum, sum, next);
                    k.store(sum, out);
                });
                k.load(sum, out);
            });
        }

        @Override
        public Consumer<PoolKernel> warmUp() {
            return PoolSpec.warmUp(3);
        }
    }

    @Override
    default Class<PoolKernel> type() {
        return PoolKernel.class;
    }

    /**
     * @param body emits one result; gets the distance from the first base offset to the result's, and the place to
     *             store the result
     */
    private static void forEachResult(KernelWriter k, PoolKernel.Parameters given, Vec result, BiConsumer<Int, At> body) {
        Int from = k.literal(0);
        Int out = k.copy(given.out());
        At goal = new At(given.x(), out, 0);
        Vec factor = k.vec();
        k.broadcast(factor, given.factor());
        k.forEachBelow(given.count(), _ -> {
            body.accept(from, goal);
            k.multiply(result, result, factor);
            k.store(result, goal);
            k.increase(from, given.step());
            k.increase(out, given.outStep());
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
