package resnet50.kernels;

import java.util.function.Consumer;
import resnet50.Simd;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.Kernels;
import resnet50.generator.ParameterList;

/**
 * The kernel of the input transform, Bᵀ d B, for one block of channels. It transforms a tile's columns, then its rows.
 * Between the two directions, the tile is in memory, because it does not fit the registers.
 */
public record WinogradInput(Winograd winograd) implements KernelSpec<WinogradInput.Kernel> {
    /** Transforms adjacent tiles of a row. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * @param x       the activations
         * @param in      offset of the first tile
         * @param row     distance between two rows of the input
         * @param between offset of scratch for one tile between the two directions
         * @param out     offset of the first tile's first value; the next tile's follows
         * @param plane   distance between the values of two products
         * @param tiles   number of tiles
         */
        void run(float[] x, int in, int row, int between, int out, int plane, int tiles);
    }

    /** The parameters of {@link Kernel#run} in the code of a kernel. */
    private record Parameters(Floats x, Int in, Int row, Int between, Int out, Int plane, Int tiles) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(p.floats(), p.number(), p.number(), p.number(), p.number(), p.number(), p.number());
        }
    }

    /** Name such as {@code winograd4_input_avx512}. */
    @Override
    public String name() {
        return winograd.prefix() + "_input" + Simd.suffix();
    }

    public Kernel kernel() {
        return Kernels.get(this);
    }

    @Override
    public Class<Kernel> type() {
        return Kernel.class;
    }

    @Override
    public void emit(KernelWriter k) {
        Parameters given = Parameters.of(k);
        int side = winograd.inputs();
        Winograd.Emitter emitter = new Winograd.Emitter(k, given.x, winograd.toInput());
        Int tile = k.copy(given.in);
        Int out = k.copy(given.out);
        Int vector = k.literal(Simd.LANES);
        Int scratchRow = k.literal(side * Simd.LANES);
        Int productRow = k.multiple(given.plane, side);
        Int lines = k.literal(side);
        Int nextTile = k.literal(winograd.outputs() * Simd.LANES);
        k.forEachBelow(given.tiles, _ -> {
            Winograd.Lines in = new Winograd.Lines(tile, given.row, vector).copy(k);
            Winograd.Lines goal = new Winograd.Lines(given.between, scratchRow, vector).copy(k);
            // one copy of the transform runs in both directions: it is compiled in half the time
            k.forEachBelow(k.literal(2), _ -> {
                emitter.transform(lines, in, goal);
                in.become(k, new Winograd.Lines(given.between, vector, scratchRow));
                goal.become(k, new Winograd.Lines(out, given.plane, productRow));
            });
            k.increase(tile, nextTile);
            k.increase(out, vector);
        });
    }

    @Override
    public Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        return kernel -> kernel.run(x, 0, 0, 0, 0, 0, 1);
    }
}
