package resnet50.kernels;

import resnet50.generator.Kernels;

/**
 * A large tile that is usable before its own kernel is compiled. Until then, two kernels of half the size compute the
 * tile; they compile in a fraction of the time. The results are identical bit for bit.
 *
 * @param whole   the tile's own kernel
 * @param first   computes the first half of the pixels
 * @param rest    computes the remaining pixels
 * @param restIn  distance from the first window of {@code first} to that of {@code rest}
 * @param restOut distance from the first result of {@code first} to that of {@code rest}
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
