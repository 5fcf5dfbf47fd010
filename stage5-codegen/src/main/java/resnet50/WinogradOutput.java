package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Vec;

/** The kernel that makes a tile of the output from its products, a block of channels at a time: Aᵀ m A, plus shift and shortcut. */
record WinogradOutput(Winograd winograd) {
    /** A transform of one tile. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x           the activations
         * @param in          where the first vector of products lies
         * @param inPlane     from there to the next
         * @param w           the weights
         * @param shift       where the vector that is added to every output lies
         * @param out         where the tile's first pixel goes
         * @param outRow      from a pixel to the one below
         * @param shortcut    where what is added to the first pixel lies; negative for none
         * @param shortcutRow from a pixel to the one below
         * @param floor       what results are clipped at
         */
        void run(
                float[] x, int in, int inPlane, float[] w, int shift, int out, int outRow, int shortcut, int shortcutRow, float floor);
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
        Int in = k.number(1);
        Int inPlane = k.number(2);
        Floats w = k.floats(3);
        Int shift = k.number(4);
        Int out = k.number(5);
        Int outRow = k.number(6);
        Int shortcut = k.number(7);
        Int shortcutRow = k.number(8);
        int n = winograd.inputs();
        int m = winograd.outputs();
        Winograd.Emitter emitter = new Winograd.Emitter(k);

        Vec[][] rows = new Vec[n][]; // of products, transformed
        Vec[] products = k.vecs(n);
        Int at = in;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k.load(products[j], new At(x, at, 0));
                at = k.sum(at, inPlane);
            }
            rows[i] = k.vecs(m);
            emitter.transform(winograd.toOutput(), products, rows[i]);
            k.fence();
        }
        Vec bias = k.load(new At(w, shift, 0));
        Vec[] column = k.vecs(n);
        Vec[][] sums = new Vec[m][]; // [columns][rows]
        for (int j = 0; j < m; j++) {
            for (int i = 0; i < n; i++) {
                column[i] = rows[i][j];
            }
            sums[j] = k.vecs(m);
            emitter.transform(winograd.toOutput(), column, sums[j]);
            for (Vec sum : sums[j]) {
                k.add(sum, sum, bias);
            }
        }
        Add.emit(k, sums, x, shortcut, shortcutRow);
        ReLU.emit(k, sums, k.scalar(9), x, out, outRow);
    }

    /** With and without a shortcut. */
    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        float[] w = new float[Simd.LANES];
        int row = winograd.outputs() * Simd.LANES;
        return kernel -> {
            kernel.run(x, 0, Simd.LANES, w, 0, 0, row, -1, 0, 0);
            kernel.run(x, 0, Simd.LANES, w, 0, 0, row, 0, row, 0);
        };
    }
}
