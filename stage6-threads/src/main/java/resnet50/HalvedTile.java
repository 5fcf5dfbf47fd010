package resnet50;

/**
 * A large tile of a convolution that need not wait for its kernel: until the compiler is through with that, two of half the size
 * do its work, which are compiled in a fraction of the time. The sums are the same to the bit.
 *
 * @param whole    the tile's own kernel, when it is compiled
 * @param first    computes the first pixels
 * @param rest     computes the others
 * @param restIn   from the first pixel's window to the first one of those
 * @param restOut  from the first pixel's result to that one's
 */
record HalvedTile(
        Kernels.Later<ConvKernel> whole, ConvKernel first, ConvKernel rest, int restIn, int restOut) implements ConvKernel {
    @Override
    public int run(
            float[] x, int in, int[] taps, float[] w, int weights, int out, int outBlock, int shortcut, int shortcutBlock, float floor,
            int next) {
        int restShortcut = shortcut < 0 ? -1 : shortcut + restOut;
        return first.run(x, in, taps, w, weights, out, outBlock, shortcut, shortcutBlock, floor, next)
                + rest.run(
                        x, in + restIn, taps, w, weights, out + restOut, outBlock, restShortcut, shortcutBlock, floor, next);
    }

    @Override
    public ConvKernel quickest() {
        return whole.compiled() == null ? this : whole.compiled();
    }
}
