package resnet50.kernels;

import java.util.function.Consumer;
import resnet50.Simd;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.Kernels;

/**
 * The kernel of the input transform, Bᵀ d B, for one block of channels. It transforms a tile's columns, then its rows.
 * The tile is in memory between the two directions, because it does not fit the registers.
 */
public record WinogradInput(Winograd winograd) {
    /** Transforms adjacent tiles of a row. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * @param x       the activations
         * @param in      offset of the first tile
         * @param row     distance between two rows of the picture
         * @param between offset of scratch for one tile between the two directions
         * @param out     offset of the first tile's first value; the next tile's follows
         * @param plane   distance between the values of two products
         * @param tiles   number of tiles
         */
        void run(float[] x, int in, int row, int between, int out, int plane, int tiles);
    }

    /** Name such as {@code winograd4_input_avx512}. */
    public String name() {
        return winograd.name() + "_input" + Simd.suffix();
    }

    public Kernel kernel() {
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
            // one copy of the transform runs in both directions: it is compiled in half the time
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
