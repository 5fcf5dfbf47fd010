package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Vec;

/**
 * The kernel that transforms tiles of products back, a block of channels at a time: Aᵀ m A, plus what is to be added to the result.
 * First a tile's rows, then its columns: those {@link WinogradInput} did last are undone first.
 */
record WinogradOutput(Winograd winograd) {
    /** Transforms tiles that lie side by side. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x           the activations
         * @param in          where the first product's number of the first tile lies; the next tile's lies behind
         * @param plane       from a product's numbers to the next product's
         * @param between     where a tile may lie between the two directions
         * @param out         where the first tile's first result goes
         * @param row         from a row of results to the next
         * @param w           the weights
         * @param shift       where the vector that is added to every result lies
         * @param shortcut    where what is added to the first result lies; negative for none
         * @param shortcutRow from a row of what is added to the next
         * @param floor       what results are clipped at
         * @param tiles       how many
         */
        void run(
                float[] x, int in, int plane, int between, int out, int row, float[] w, int shift, int shortcut, int shortcutRow,
                float floor, int tiles);
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
        Winograd.Emitter emitter = new Winograd.Emitter(k, x, winograd.toOutput());
        Int products = k.copy(k.number(1));
        Int plane = k.number(2);
        Int between = k.number(3);
        Int out = k.copy(k.number(4));
        Vec shift = k.load(new At(k.floats(6), k.number(7), 0));
        Int shortcut = k.copy(k.number(8));
        Int vector = k.literal(Simd.LANES);
        Int tileRow = k.literal(winograd.outputs() * Simd.LANES);
        k.forEachBelow(k.number(11), _ -> {
            emitter.transform(
                    winograd.inputs(),
                    new Winograd.Lines(k.copy(products), plane, k.multiple(plane, winograd.inputs())),
                    new Winograd.Lines(k.copy(between), vector, tileRow));
            Int goal = k.copy(out);
            Int addend = k.copy(shortcut);
            emitter.transform(winograd.outputs(), new Winograd.Lines(k.copy(between), tileRow, vector), results -> {
                for (Vec result : results) {
                    k.add(result, result, shift);
                }
                Vec[][] column = {results};
                Add.emit(k, column, x, addend, k.number(9), Rows.one(Simd.LANES));
                ReLU.emit(k, column, k.scalar(10), x, goal, k.number(5), Rows.one(Simd.LANES));
                k.increase(goal, vector);
                k.ifNotNegative(addend, () -> k.increase(addend, vector));
            });
            k.increase(products, vector);
            k.increase(out, tileRow);
            k.ifNotNegative(shortcut, () -> k.increase(shortcut, tileRow));
        });
    }

    /** With and without a shortcut. */
    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        float[] w = new float[Simd.LANES];
        return kernel -> {
            kernel.run(x, 0, 0, 0, 0, 0, w, 0, -1, 0, 0, 1);
            kernel.run(x, 0, 0, 0, 0, 0, w, 0, 0, 0, 0, 1);
        };
    }
}
