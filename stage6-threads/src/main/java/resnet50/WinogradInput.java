package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Vec;

/**
 * The kernel that transforms a tile of the picture in one direction, a block of channels at a time: Bᵀ d. Both directions in one
 * kernel would not fit the registers, and take the JVM six times as long to compile.
 */
record WinogradInput(Winograd winograd) {
    /** Transforms the lines of a tile: its columns, or its rows. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x       the activations
         * @param lines   from {@code in} to the lines' first vectors
         * @param in      where counting begins
         * @param inStep  from a line's vector to its next
         * @param out     where the first line's first transformed vector goes
         * @param outStep from a transformed line's vector to its next
         * @param outLine from a transformed line to the next
         */
        void run(float[] x, int[] lines, int in, int inStep, int out, int outStep, int outLine);
    }

    /** Such as {@code winograd4_input_avx512}. */
    String name() {
        return winograd.name() + "_input" + Simd.suffix();
    }

    Kernel kernel() {
        return Kernels.get(name(), Kernel.class, this::emit, warmUp());
    }

    private void emit(KernelWriter k) {
        Floats x = k.floats(0);
        Int out = k.copy(k.number(4));
        Vec[] from = k.vecs(winograd.inputs());
        Vec[] to = k.vecs(winograd.inputs());
        Winograd.Emitter emitter = new Winograd.Emitter(k, winograd.toInput());
        k.forEach(k.ints(1), line -> {
            Int at = k.sum(k.number(2), k.ints(1), line);
            for (Vec vec : from) {
                k.load(vec, new At(x, at, 0));
                k.increase(at, k.number(3));
            }
            emitter.transform(from, to);
            Int goal = k.copy(out);
            for (Vec vec : to) {
                k.store(vec, new At(x, goal, 0));
                k.increase(goal, k.number(5));
            }
            k.increase(out, k.number(6));
        });
    }

    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.inputs() * Simd.LANES];
        int[] lines = {0, 0};
        return kernel -> kernel.run(x, lines, 0, Simd.LANES, 0, Simd.LANES, 0);
    }
}
