package resnet50;

import resnet50.kernels.PoolKernel;

/** Global average pooling: the mean of each channel over all pixels. */
final class AvgPool2d implements Work {
    private final String name;
    private final Activation in;
    private final Activation out;
    private final Buffers buffers;
    private final PoolKernel sum = PoolKernel.sum();
    private final int[] pixels; // offset of each pixel from a block's first pixel

    AvgPool2d(String name, Activation in, Buffers buffers) {
        this.name = name;
        this.in = in;
        this.out = buffers.take(1, 1, in.channels(), 0);
        this.buffers = buffers;
        this.pixels = new int[in.height() * in.width()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = in.at(0, i / in.width(), i % in.width()) - in.at(0, 0, 0);
        }
    }

    /** Averages all pixels. */
    void forward(float[] x, float[] w, Team team) {
        team.run(this, x, w);
        buffers.finished(name, x, out);
    }

    @Override
    public int pieces(int threads) {
        return Math.min(out.blocks(), threads);
    }

    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        int block = Work.start(piece, pieces, out.blocks());
        int count = Work.start(piece + 1, pieces, out.blocks()) - block;
        sum.run(
                x, in.at(block, 0, 0), in.blockPitch(), pixels, 1f / pixels.length, out.at(block, 0, 0), out.blockPitch(), count);
    }

    /** [1][1][channels] */
    Activation out() {
        return out;
    }
}
