package resnet50.algorithms;

import java.util.function.Consumer;
import resnet50.Activation;
import resnet50.Buffers;
import resnet50.Simd;
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
import resnet50.kernels.Tiling;

/**
 * Copies pixels before a convolution, so that adjacent windows read adjacent pixels, or after it, so that it writes
 * pixels without gaps. The convolution then uses the same kernels as all others, and a tile may cross the end of a row.
 * Copying is a hundredth of the work.
 */
public final class PixelCopy {
    /** Estimated clock cycles to copy a vector. */
    private static final double CYCLES = 4;

    private final Activation in;
    private final Activation out;
    private final int stride;
    private final int side; // columns of the window that is copied for each pixel
    private final int pad;
    private final int border; // width of the halo that is copied
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
    public static PixelCopy before(ConvShape shape, Activation in, Buffers buffers) {
        if (shape.stride() == 1 || in.lanes() < Simd.LANES || GroupedConv.serves(shape)) {
            return null;
        }
        int window = shape.kernel() * shape.kernel();
        if (window == 1 || (shape.groups() == 1 && paysOff(shape, window * in.blocks()))) {
            Activation copy = buffers.take(shape.outH(), shape.outW(), window * in.blocks() * in.lanes(), 0);
            return new PixelCopy(in, copy, shape.stride(), shape.kernel(), shape.pad());
        }
        return new PixelCopy(in, buffers.takeSorted(in, shape.stride()), 1, 1, 0);
    }

    /** Returns the copy of results into an output with a halo, or null if kernels write the output themselves. */
    public static PixelCopy after(ConvShape shape, Activation in, Activation out, Buffers buffers) {
        boolean contiguous = shape.kernel() == 1 && shape.stride() == 1 && in.halo() == 0;
        return contiguous && out.halo() > 0 && paysOff(shape, out.blocks())
                ? new PixelCopy(buffers.take(out.height(), out.width(), out.channels(), 0), out, 1, 1, 0)
                : null;
    }

    /** Whether tiles that cross the ends of rows save more time than copying some blocks of the output's size takes. */
    private static boolean paysOff(ConvShape shape, int copiedBlocks) {
        int pixels = shape.outH() * shape.outW();
        int blocks = Math.ceilDiv(shape.outC(), Simd.LANES);
        double saved = DirectConv.rowsCycles(shape, blocks) - Tiling.leastCycles(pixels, blocks, 1);
        double inputs = (double) shape.kernel() * shape.kernel() * shape.inC();
        return saved * inputs > CYCLES * pixels * copiedBlocks;
    }

    /**
     * @param in     pixels to copy
     * @param out    destination; its halo is copied if the input has one
     * @param stride distance between two copied pixels
     * @param side   rows and columns of the window that is copied for each pixel; each of its pixels is a block of
     *               channels in the copy
     * @param pad    rows and columns of the window before the pixel
     */
    private PixelCopy(Activation in, Activation out, int stride, int side, int pad) {
        this.in = in;
        this.out = out;
        this.stride = stride;
        this.side = side;
        this.pad = pad;
        border = Math.min(in.halo(), out.halo());
        from = new int[out.width() + 2 * border];
        to = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            int column = i - border;
            from[i] = in.at(0, 0, column * stride) - in.at(0, 0, 0);
            to[i] = out.at(0, 0, column) - out.at(0, 0, 0);
        }
        copy = Kernels.get(new Copy());
    }

    public Activation in() {
        return in;
    }

    public Activation out() {
        return out;
    }

    /** Returns the convolution's shape on the copy. If the copy has only the pixels of windows, it is 1×1. */
    public ConvShape seenBy(ConvShape shape) {
        int inC = side * side * shape.inC();
        return stride == 1
                ? shape
                : new ConvShape(inC, out.height(), out.width(), shape.outC(), 1, 1, 0, shape.groups());
    }

    public void run(float[] x) {
        for (int block = 0; block < out.blocks(); block++) {
            int y = block % (side * side) / side - pad;
            for (int row = -border; row < out.height() + border; row++) {
                int start = in.at(block / (side * side), row * stride + y, block % side - pad);
                copy.run(x, from, start, to, out.at(block, row, 0));
            }
        }
    }
}
