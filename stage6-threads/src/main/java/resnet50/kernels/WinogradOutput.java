package resnet50.kernels;

import java.util.function.Consumer;
import resnet50.Add;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Scalar;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;
import resnet50.generator.ParameterList;

/**
 * The kernel of the output transform, Aᵀ m A, and the epilogue, for one block of channels. It transforms a tile's rows,
 * then its columns: the reverse of the order in {@link WinogradInput}.
 */
public record WinogradOutput(Winograd winograd) implements KernelSpec<WinogradOutput.Kernel> {
    /** Transforms adjacent tiles of a row. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * @param x           the activations
         * @param in          offset of the first tile's first product; the next tile's follows
         * @param plane       distance between the values of two products
         * @param between     offset of scratch for one tile between the two directions
         * @param out         offset of the first tile's first result
         * @param row         distance between two rows of results
         * @param shortcut    offset of the first result's addend; negative for none
         * @param shortcutRow distance between two rows of the shortcut
         * @param floor       lower bound of the results: 0 for ReLU, minus infinity for none
         * @param tiles       number of tiles
         */
        void run(
                float[] x, int in, int plane, int between, int out, int row, int shortcut, int shortcutRow, float floor, int tiles);
    }

    /** The parameters of {@link Kernel#run} in the code of a kernel. */
    private record Parameters(
            Floats x,
            Int in,
            Int plane,
            Int between,
            Int out,
            Int row,
            Int shortcut,
            Int shortcutRow,
            Scalar floor,
            Int tiles) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(
                    p.floats(), p.number(), p.number(), p.number(), p.number(), p.number(), p.number(), p.number(), p.scalar(),
                    p.number());
        }
    }

    /** Name such as {@code winograd4_output_avx512}. */
    @Override
    public String name() {
        return winograd.prefix() + "_output" + Simd.suffix();
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
        Floats x = given.x;
        Winograd.Emitter emitter = new Winograd.Emitter(k, x, winograd.toOutput());
        Int products = k.copy(given.in);
        Int out = k.copy(given.out);
        Int shortcut = k.copy(given.shortcut);
        Int vector = k.literal(Simd.LANES);
        Int tileRow = k.literal(winograd.outputs() * Simd.LANES);
        Int productRow = k.multiple(given.plane, winograd.inputs());
        k.forEachBelow(given.tiles, _ -> {
            Winograd.Lines in = new Winograd.Lines(products, given.plane, productRow).copy(k);
            Winograd.Lines goal = new Winograd.Lines(given.between, vector, tileRow).copy(k);
            Int lines = k.literal(winograd.inputs());
            Int addend = k.literal(-1);
            Scalar floor = k.literal(Float.NEGATIVE_INFINITY);
            // one copy of the transform runs in both directions, as in WinogradInput; the epilogue has an effect only
            // in the second
            k.forEachBelow(k.literal(2), _ -> {
                emitter.transform(lines, in, goal, results -> {
                    Vec[][] column = {results};
                    Add.emit(k, column, x, addend, given.shortcutRow, Rows.one(Simd.LANES));
                    ReLU.emit(k, column, floor, x, goal.first(), goal.step(), Rows.one(Simd.LANES));
                    k.ifNotNegative(addend, () -> k.increase(addend, vector));
                });
                in.become(k, new Winograd.Lines(given.between, tileRow, vector));
                goal.become(k, new Winograd.Lines(out, given.row, vector));
                k.copy(lines, k.literal(winograd.outputs()));
                k.copy(addend, shortcut);
                k.copy(floor, given.floor);
            });
            k.increase(products, vector);
            k.increase(out, tileRow);
            k.ifNotNegative(shortcut, () -> k.increase(shortcut, tileRow));
        });
    }

    /** Calls the kernel with and without a shortcut. */
    @Override
    public Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        return kernel -> {
            kernel.run(x, 0, 0, 0, 0, 0, -1, 0, 0, 1);
            kernel.run(x, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        };
    }
}
