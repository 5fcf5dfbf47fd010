package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Vec;

/**
 * The kernel that transforms a tile of products back in one direction, a block of channels at a time: Aᵀ m, plus what is to be
 * added to the result.
 */
record WinogradOutput(Winograd winograd) {
    /** Transforms the lines of a tile: its columns, or its rows. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x            the activations
         * @param lines        from {@code in} to the lines' first vectors
         * @param in           where counting begins
         * @param inStep       from a line's vector to its next
         * @param out          where the first line's first result goes
         * @param outStep      from a result to the next of its line
         * @param outLine      from a line of results to the next
         * @param w            the weights
         * @param shift        where the vector that is added to every result lies
         * @param shortcut     where what is added to the first result lies; negative for none
         * @param shortcutStep from there to what is added to the next of its line; from line to line it is {@code outLine}
         * @param floor        what results are clipped at
         */
        void run(
                float[] x, int[] lines, int in, int inStep, int out, int outStep, int outLine, float[] w, int shift, int shortcut,
                int shortcutStep, float floor);
    }

    /** Such as {@code winograd4_output_avx512}. */
    String name() {
        return winograd.name() + "_output" + Simd.suffix();
    }

    Kernel kernel() {
        return Kernels.get(name(), Kernel.class, this::emit, warmUp());
    }

    private void emit(KernelWriter k) {
        Floats x = k.floats(0);
        Int out = k.copy(k.number(4));
        Int shortcut = k.copy(k.number(9));
        Vec shift = k.load(new At(k.floats(7), k.number(8), 0));
        Vec[] from = k.vecs(winograd.inputs());
        Vec[] to = k.vecs(winograd.outputs());
        Winograd.Emitter emitter = new Winograd.Emitter(k, winograd.toOutput());
        k.forEach(k.ints(1), line -> {
            Int at = k.sum(k.number(2), k.ints(1), line);
            for (Vec vec : from) {
                k.load(vec, new At(x, at, 0));
                k.increase(at, k.number(3));
            }
            emitter.transform(from, to);
            for (Vec sum : to) {
                k.add(sum, sum, shift);
            }
            Vec[][] column = {to};
            Add.emit(k, column, x, shortcut, k.number(10), Rows.one(Simd.LANES));
            ReLU.emit(k, column, k.scalar(11), x, out, k.number(5), Rows.one(Simd.LANES));
            k.increase(out, k.number(6));
            k.ifNotNegative(shortcut, () -> k.increase(shortcut, k.number(6)));
        });
    }

    /** With and without a shortcut. */
    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.inputs() * Simd.LANES];
        float[] w = new float[Simd.LANES];
        int[] lines = {0, 0};
        return kernel -> {
            kernel.run(x, lines, 0, Simd.LANES, 0, Simd.LANES, 0, w, 0, -1, 0, 0);
            kernel.run(x, lines, 0, Simd.LANES, 0, Simd.LANES, 0, w, 0, 0, Simd.LANES, 0);
        };
    }
}
