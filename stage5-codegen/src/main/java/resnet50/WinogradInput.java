package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.Int;

/**
 * The kernel that transforms tiles of the picture, a block of channels at a time: Bᵀ d B. First a tile's columns, then its rows, with
 * a place in memory between the two, for a tile does not fit the registers.
 */
record WinogradInput(Winograd winograd) {
    /** Transforms tiles that lie side by side. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x       the activations
         * @param in      where the first tile begins
         * @param row     from a row of the picture to the next
         * @param between where a tile may lie between the two directions
         * @param out     where the first product's number of the first tile goes; the next tile's lies behind
         * @param plane   from a product's numbers to the next product's
         * @param tiles   how many
         */
        void run(float[] x, int in, int row, int between, int out, int plane, int tiles);
    }

    /** Such as {@code winograd4_input_avx512}. */
    String name() {
        return winograd.name() + "_input" + Simd.suffix();
    }

    Kernel kernel() {
        return Kernels.get(name(), Kernel.class, this::emit, warmUp());
    }

    private void emit(KernelWriter k) {
        int side = winograd.inputs();
        Winograd.Emitter emitter = new Winograd.Emitter(k, k.floats(0), winograd.toInput());
        Int tile = k.copy(k.number(1));
        Int row = k.number(2);
        Int between = k.number(3);
        Int out = k.copy(k.number(4));
        Int plane = k.number(5);
        Int vector = k.literal(Simd.LANES);
        Int scratchRow = k.literal(side * Simd.LANES);
        Int productRow = k.multiple(plane, side);
        Int lines = k.literal(side);
        Int nextTile = k.literal(winograd.outputs() * Simd.LANES);
        k.forEachBelow(k.number(6), _ -> {
            Winograd.Lines in = new Winograd.Lines(tile, row, vector).copy(k);
            Winograd.Lines goal = new Winograd.Lines(between, scratchRow, vector).copy(k);
            // the transform is written once, and run in both directions: it takes half as long to compile
            k.forEachBelow(k.literal(2), _ -> {
                emitter.transform(lines, in, goal);
                in.become(k, new Winograd.Lines(between, vector, scratchRow));
                goal.become(k, new Winograd.Lines(out, plane, productRow));
            });
            k.increase(tile, nextTile);
            k.increase(out, vector);
        });
    }

    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        return kernel -> kernel.run(x, 0, 0, 0, 0, 0, 1);
    }
}
