package resnet50;

/** A tile of a convolution: neighbouring pixels of a row by neighbouring blocks of channels, computed whole. */
@FunctionalInterface
interface ConvKernel {
    /**
     * @param x             the activations: input, output and shortcut
     * @param in            where the first pixel's window begins
     * @param taps          as {@link ConvTile#taps} makes them
     * @param w             the weights
     * @param weights       where the tile's shift and, after it, weights lie
     * @param out           where the first pixel's result goes
     * @param outBlock      from a block of output channels to the next
     * @param shortcut      where what is added to the first pixel lies; negative for none
     * @param shortcutBlock from a block of its channels to the next
     * @param floor         what results are clipped at
     * @param next          where weights lie that will be needed soon, and are to be brought nearer
     * @return nothing of interest: made of what was brought nearer, which would not be read at all if nothing came of it
     */
    int run(
            float[] x, int in, int[] taps, float[] w, int weights, int out, int outBlock, int shortcut, int shortcutBlock, float floor,
            int next);

    /** What computes the same the quickest, as things are. */
    default ConvKernel quickest() {
        return this;
    }
}
