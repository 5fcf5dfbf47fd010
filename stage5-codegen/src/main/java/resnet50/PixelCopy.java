package resnet50;

/**
 * Copies pixels, so that those lie side by side that a convolution with a stride sees side by side: its kernels are then those of all the
 * others. It is a hundredth of the work.
 */
final class PixelCopy {
    private final Activation in;
    private final Activation out;
    private final int stride;
    private final int[] from; // from a row's first pixel to each that is copied
    private final int[] to;

    /**
     * @param in     has the pixels
     * @param out    gets them, its halo's too
     * @param stride from a pixel that is copied to the next
     */
    PixelCopy(Activation in, Activation out, int stride) {
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
    }

    void run(float[] x) {
        for (int block = 0; block < out.blocks(); block++) {
            for (int row = -out.halo(); row < out.height() + out.halo(); row++) {
                int fromRow = in.at(block, row * stride, 0);
                int toRow = out.at(block, row, 0);
                for (int i = 0; i < from.length; i++) {
                    System.arraycopy(x, fromRow + from[i], x, toRow + to[i], Simd.LANES);
                }
            }
        }
    }
}
