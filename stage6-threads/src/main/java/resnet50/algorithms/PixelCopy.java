package resnet50.algorithms;

import java.util.function.Consumer;
import resnet50.Activation;
import resnet50.Buffers;
import resnet50.Simd;
import resnet50.Work;
import resnet50.core.ConvShape;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Vec;
import resnet50.generator.Kernels;
import resnet50.generator.ParameterList;

/**
 * Copies the pixels that a strided convolution reads, so that adjacent windows read adjacent pixels. The convolution
 * then uses the same kernels as all others. Copying is a hundredth of the work.
 */
public final class PixelCopy implements Work {
    private final Activation in;
    private final Activation out;
    private final int stride;
    private final int[] from; // distance from a row's first pixel to each copied one
    private final int[] to;
    private final Kernel copy;

    /** Copies the pixels of a row in one block of channels. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * @param x    the activations
         * @param from distance from {@code in} to each pixel
         * @param in   offset of the row
         * @param to   distance from {@code out} to each pixel's copy
         * @param out  offset of the row's copy
         */
        void run(float[] x, int[] from, int in, int[] to, int out);
    }

    /** The parameters of {@link Kernel#run} in the code of the kernel. */
    private record Parameters(Floats x, Ints from, Int in, Ints to, Int out) {
        static Parameters of(KernelWriter k) {
            ParameterList p = k.parameters();
            return new Parameters(p.floats(), p.ints(), p.number(), p.ints(), p.number());
        }
    }

    /** The only kernel. */
    private record Copy() implements KernelSpec<Kernel> {
        @Override
        public String name() {
            return "copy" + Simd.suffix();
        }

        @Override
        public Class<Kernel> type() {
            return Kernel.class;
        }

        @Override
        public void emit(KernelWriter k) {
            Parameters given = Parameters.of(k);
            Vec pixel = k.vec();
            k.forEach(given.from, i -> {
                k.load(pixel, new At(given.x, k.plusElement(given.in, given.from, i), 0));
                k.store(pixel, new At(given.x, k.plusElement(given.out, given.to, i), 0));
            });
        }

        @Override
        public Consumer<Kernel> warmUp() {
            float[] x = new float[Simd.LANES];
            int[] pixels = new int[8];
            return kernel -> kernel.run(x, pixels, 0, pixels, 0);
        }
    }

    /** Returns the copy that a convolution reads instead of its input, or null if it reads the input itself. */
    public static PixelCopy choose(ConvShape shape, Activation in, Buffers buffers) {
        if (shape.stride() == 1 || in.lanes() < Simd.LANES || GroupedConv.serves(shape)) {
            return null;
        }
        return shape.kernel() == 1
                ? new PixelCopy(in, buffers.take(shape.outH(), shape.outW(), shape.inC(), 0), shape.stride())
                : new PixelCopy(in, buffers.takeSorted(in, shape.stride()), 1);
    }

    /**
     * @param in     pixels to copy
     * @param out    destination, including the halo
     * @param stride distance between two copied pixels
     */
    private PixelCopy(Activation in, Activation out, int stride) {
        this.in = in;
        this.out = out;
        this.stride = stride;
        from = new int[out.width() + 2 * out.halo()];
        to = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            int column = i - out.halo();
            from[i] = in.at(0, 0, column * stride) - in.at(0, 0, 0);
            to[i] = out.at(0, 0, column) - out.at(0, 0, 0);
        }
        copy = Kernels.get(new Copy());
    }

    public Activation out() {
        return out;
    }

    /** Returns the convolution's shape on the copy. If the copy omits pixels, the stride is 1. */
    public ConvShape seenBy(ConvShape shape) {
        return stride == 1 ? shape : shape.withoutStride();
    }

    @Override
    public int pieces(int threads) {
        return Math.min(out.blocks(), threads);
    }

    /** A step is one block of channels. */
    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        for (int block = Work.start(piece, pieces, out.blocks()); block < Work.start(piece + 1, pieces, out.blocks()); block++) {
            for (int row = -out.halo(); row < out.height() + out.halo(); row++) {
                copy.run(x, from, in.at(block, row * stride, 0), to, out.at(block, row, 0));
            }
        }
    }
}
