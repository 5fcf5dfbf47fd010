package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Scalar;
import resnet50.KernelWriter.Vec;

/**
 * The kernel that transforms tiles of products back, a block of channels at a time: Aᵀ m A, and what follows a convolution.
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
         * @param shortcut    where what is added to the first result lies; negative for none
         * @param shortcutRow from a row of what is added to the next
         * @param floor       what results are clipped at
         * @param tiles       how many
         */
        void run(
                float[] x, int in, int plane, int between, int out, int row, int shortcut, int shortcutRow, float floor, int tiles);
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
        Int row = k.number(5);
        Int shortcut = k.copy(k.number(6));
        Int shortcutRow = k.number(7);
        Int vector = k.literal(Simd.LANES);
        Int tileRow = k.literal(winograd.outputs() * Simd.LANES);
        Int productRow = k.multiple(plane, winograd.inputs());
        k.forEachBelow(k.number(9), _ -> {
            Winograd.Lines in = new Winograd.Lines(products, plane, productRow).copy(k);
            Winograd.Lines goal = new Winograd.Lines(between, vector, tileRow).copy(k);
            Int lines = k.literal(winograd.inputs());
            Int addend = k.literal(-1);
            Scalar floor = k.literal(Float.NEGATIVE_INFINITY);
            // the transform is written once, as the way there; nothing is added to numbers between the directions, nor are they clipped
            k.forEachBelow(k.literal(2), _ -> {
                emitter.transform(lines, in, goal, results -> {
                    Vec[][] column = {results};
                    Add.emit(k, column, x, addend, shortcutRow, Rows.one(Simd.LANES));
                    ReLU.emit(k, column, floor, x, goal.first(), goal.step(), Rows.one(Simd.LANES));
                    k.ifNotNegative(addend, () -> k.increase(addend, vector));
                });
                in.become(k, new Winograd.Lines(between, tileRow, vector));
                goal.become(k, new Winograd.Lines(out, row, vector));
                k.copy(lines, k.literal(winograd.outputs()));
                k.copy(addend, shortcut);
                k.copy(floor, k.scalar(8));
            });
            k.increase(products, vector);
            k.increase(out, tileRow);
            k.ifNotNegative(shortcut, () -> k.increase(shortcut, tileRow));
        });
    }

    /** With and without a shortcut. */
    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        return kernel -> {
            kernel.run(x, 0, 0, 0, 0, 0, -1, 0, 0, 1);
            kernel.run(x, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        };
    }
}
