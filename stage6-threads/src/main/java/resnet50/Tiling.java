package resnet50;

/**
 * How pixels of a row and blocks of output channels are cut into tiles.
 *
 * @param pixels  of a tile; the last one of a row has fewer where they don't come out even
 * @param vectors blocks of channels in a tile, at most
 */
record Tiling(int pixels, int vectors) {
    /** So many FMAs must be under way to hide that each takes 4 cycles, on 2 ports. */
    private static final int IN_FLIGHT = 8;

    /** Loads and FMAs that a core does in a cycle. */
    private static final double PER_CYCLE = 2;

    /** Instructions of all kinds that it begins in a cycle. */
    private static final double BEGUN = 4;

    /** Instructions of the loop around, for one number of the sums' length. */
    private static final int AROUND = 3;

    /** Tiles of two sizes need twice as many kernels, all to be compiled before the first picture. */
    private static final double ANOTHER_KERNEL = 1.1;

    /**
     * The quickest way by count of cycles: FMAs, or loads where there are more of those, or all instructions, or the wait for the
     * last FMA.
     *
     * @param columns pixels in a row
     * @param blocks  of output channels
     * @param unit    pixels that must not be in two tiles
     */
    static Tiling best(int columns, int blocks, int unit) {
        Tiling best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int vectors = 1; vectors <= Math.min(blocks, 8); vectors++) {
            for (int pixels = unit; pixels <= columns && ConvTile.fits(pixels, vectors); pixels += unit) {
                Tiling tiling = new Tiling(pixels, vectors);
                double cycles = tiling.cycles(columns, blocks);
                if (cycles <= least) {
                    best = tiling;
                    least = cycles;
                }
            }
        }
        return best;
    }

    private double cycles(int columns, int blocks) {
        int groups = groups(blocks);
        int wide = blocks - groups * (blocks / groups); // this many groups have one more
        double cycles = wide * rowCycles(columns, blocks / groups + 1) + (groups - wide) * rowCycles(columns, blocks / groups);
        return wide == 0 ? cycles : cycles * ANOTHER_KERNEL;
    }

    private double rowCycles(int columns, int tileVectors) {
        return (tiles(columns) - 1) * tileCycles(pixels, tileVectors) + tileCycles(rest(columns), tileVectors);
    }

    /** For one number of the sums' length. */
    private static double tileCycles(int tilePixels, int tileVectors) {
        double fmas = Math.max(IN_FLIGHT, tilePixels * tileVectors) / PER_CYCLE;
        double loads = (tilePixels + tileVectors) / PER_CYCLE;
        double all = (tilePixels * tileVectors + tilePixels + tileVectors + AROUND) / BEGUN;
        return Math.max(Math.max(fmas, loads), all) + 0.5; // what the loop around it costs beside
    }

    /** Runs of neighbouring blocks that make one tile each. */
    int groups(int blocks) {
        return Math.ceilDiv(blocks, vectors);
    }

    /** The first block of a group; groups are as even as they can be. */
    int firstBlock(int group, int blocks) {
        return (int) ((long) group * blocks / groups(blocks));
    }

    /** Pixels in the last tile of a row. */
    int rest(int columns) {
        return columns - (tiles(columns) - 1) * pixels;
    }

    int tiles(int columns) {
        return Math.ceilDiv(columns, pixels);
    }
}
