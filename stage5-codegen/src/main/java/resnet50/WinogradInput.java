package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
import resnet50.KernelWriter.Vec;

/** The kernel that transforms a tile of the picture, a block of channels at a time: Bᵀ d B. */
record WinogradInput(Winograd winograd) {
    /** A transform of one tile. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x        the activations
         * @param in       where the tile's first pixel lies
         * @param inRow    from a pixel to the one below
         * @param out      where the first transformed vector goes
         * @param outPlane from there to the next
         */
        void run(float[] x, int in, int inRow, int out, int outPlane);
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
        Int in = k.number(1);
        Int inRow = k.number(2);
        Int out = k.number(3);
        Int outPlane = k.number(4);
        int n = winograd.inputs();
        Winograd.Emitter emitter = new Winograd.Emitter(k);

        Int[] rows = new Int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i == 0 ? in : k.sum(rows[i - 1], inRow);
        }
        Vec[][] columns = new Vec[n][]; // of the picture, transformed
        Vec[] pixels = k.vecs(n);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                k.load(pixels[i], new At(x, rows[i], j * Simd.LANES));
            }
            columns[j] = k.vecs(n);
            emitter.transform(winograd.toInput(), pixels, columns[j]);
            k.fence();
        }
        Vec[] row = k.vecs(n);
        Vec[] transformed = k.vecs(n);
        Int at = out;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                row[j] = columns[j][i];
            }
            emitter.transform(winograd.toInput(), row, transformed);
            for (int j = 0; j < n; j++) {
                k.store(transformed[j], new At(x, at, 0));
                at = k.sum(at, outPlane);
            }
        }
    }

    private Consumer<Kernel> warmUp() {
        float[] x = new float[winograd.products() * Simd.LANES];
        return kernel -> kernel.run(x, 0, winograd.inputs() * Simd.LANES, 0, Simd.LANES);
    }
}
