package resnet50;

/**
 * How pixels of a row and blocks of output channels are cut into tiles.
 *
 * @param pixels  of a tile; the last one of a row overlaps the one before where they don't come out even
 * @param vectors blocks of channels in a tile, at most
 */
record Tiling(int pixels, int vectors) {
    /** So many FMAs must be under way to hide that each takes 4 cycles, on 2 ports. */
    private static final int IN_FLIGHT = 8;

    /** Sums in a tile of a layer so rare that a kernel as large as can be would take longer to compile than it ever saves. */
    private static final int SUMS_IF_RARE = 14;

    /** Loads and FMAs that a core does in a cycle. */
    private static final double PER_CYCLE = 2;

    /**
     * The quickest way by count of cycles: FMAs, or loads where there are more of those, or the wait for the last FMA.
     *
     * @param columns pixels in a row
     * @param blocks  of output channels
     * @param exact   whether no two tiles may overlap
     * @param rare    whether the layer is worth one small kernel only, and all its tiles must have as many vectors
     */
    static Tiling best(int columns, int blocks, boolean exact, boolean rare) {
        Tiling best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int vectors = 1; vectors <= Math.min(blocks, 8); vectors++) {
            for (int pixels = 1; pixels <= columns && ConvTile.fits(pixels, vectors); pixels++) {
                Tiling tiling = new Tiling(pixels, vectors);
                double cycles = tiling.cycles(columns, blocks);
                boolean allowed = !(exact && columns % pixels != 0)
                        && !(rare && (blocks % vectors != 0 || pixels * vectors > SUMS_IF_RARE));
                if (cycles <= least && allowed) {
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
        return Math.ceilDiv(columns, pixels)
                * (wide * cycles(blocks / groups + 1) + (groups - wide) * cycles(blocks / groups));
    }

    /** For one number of the sums' length. */
    private double cycles(int tileVectors) {
        double fmas = Math.max(IN_FLIGHT, pixels * tileVectors) / PER_CYCLE;
        double loads = (pixels + tileVectors) / PER_CYCLE;
        return Math.max(fmas, loads) + 0.5; // the loop around it
    }

    /** Runs of neighbouring blocks that make one tile each. */
    int groups(int blocks) {
        return Math.ceilDiv(blocks, vectors);
    }

    /** The first block of a group; groups are as even as they can be. */
    int firstBlock(int group, int blocks) {
        return (int) ((long) group * blocks / groups(blocks));
    }

    /** Where a tile of a row begins. */
    int firstPixel(int tile, int columns) {
        return Math.min(tile * pixels, columns - pixels);
    }

    int tiles(int columns) {
        return Math.ceilDiv(columns, pixels);
    }
}
