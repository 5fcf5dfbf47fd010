package resnet50;

import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Ints;
import resnet50.KernelWriter.Vec;
import resnet50.core.ConvShape;

/**
 * Copies pixels, so that those lie side by side that a convolution with a stride sees side by side: its kernels are then those of all the
 * others. It is a hundredth of the work.
 */
final class PixelCopy implements Work {
    private final Activation in;
    private final Activation out;
    private final int stride;
    private final int[] from; // from a row's first pixel to each that is copied
    private final int[] to;
    private final Kernel copy;

    /** Copies pixels of a row, a block of channels. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param x    the activations
         * @param from from {@code in} to each pixel
         * @param in   where the row lies
         * @param to   from {@code out} to where each pixel goes
         * @param out  where the row goes
         */
        void run(float[] x, int[] from, int in, int[] to, int out);
    }

    /** What a convolution had better see instead of its input; null where that lies well. */
    static PixelCopy choose(ConvShape shape, Activation in, Buffers buffers) {
        if (shape.stride() == 1 || in.lanes() < Simd.LANES || GroupedConv.serves(shape)) {
            return null;
        }
        return shape.kernel() == 1
                ? new PixelCopy(in, buffers.take(shape.outH(), shape.outW(), shape.inC(), 0), shape.stride())
                : new PixelCopy(in, buffers.takeSorted(in, shape.stride()), 1);
    }

    /**
     * @param in     has the pixels
     * @param out    gets them, its halo's too
     * @param stride from a pixel that is copied to the next
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
        copy = Kernels.get("copy" + Simd.suffix(), Kernel.class, PixelCopy::emit, warmUp());
    }

    private static void emit(KernelWriter k) {
        Ints from = k.ints(1);
        Ints to = k.ints(3);
        Vec pixel = k.vec();
        k.forEach(from, i -> {
            k.load(pixel, new At(k.floats(0), k.sum(k.number(2), from, i), 0));
            k.store(pixel, new At(k.floats(0), k.sum(k.number(4), to, i), 0));
        });
    }

    private static Consumer<Kernel> warmUp() {
        float[] x = new float[Simd.LANES];
        int[] pixels = new int[8];
        return kernel -> kernel.run(x, pixels, 0, pixels, 0);
    }

    Activation out() {
        return out;
    }

    /** The convolution's shape on the copy: where pixels were left out, it has no stride any more. */
    ConvShape seenBy(ConvShape shape) {
        return stride == 1 ? shape : new ConvShape(shape.inC(), out.height(), out.width(), shape.outC(), 1, 1, 0, shape.groups());
    }

    @Override
    public int pieces(int threads) {
        return Math.min(out.blocks(), threads);
    }

    /** A step of the work is a block of channels. */
    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        for (int block = Work.start(piece, pieces, out.blocks()); block < Work.start(piece + 1, pieces, out.blocks()); block++) {
            for (int row = -out.halo(); row < out.height() + out.halo(); row++) {
                copy.run(x, from, in.at(block, row * stride, 0), to, out.at(block, row, 0));
            }
        }
    }
}
