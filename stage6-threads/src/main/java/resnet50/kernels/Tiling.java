package resnet50.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import resnet50.core.LayerPlan.Candidate;

/**
 * The division of the pixels of a row and the blocks of output channels into register tiles.
 *
 * @param pixels  pixels per tile; the last tile of a row may have fewer
 * @param vectors largest number of blocks per tile
 */
public record Tiling(int pixels, int vectors) {
    /** Loop overhead per input, in instructions. */
    private static final int AROUND = 3;

    private static final int MANY_COLUMNS = 1024;
    private static final int MANY_BLOCKS = 64;

    /** Penalty for tiles of two sizes: twice as many kernels must be compiled before the first inference. */
    private static final double ANOTHER_KERNEL = 1.1;

    /**
     * Returns the tiling with the fewest estimated cycles. The estimate for a tile is the largest of four bounds: FMAs,
     * latency of the FMAs, loads, all instructions.
     *
     * @param columns pixels per row
     * @param blocks  blocks of output channels
     * @param unit    number of pixels that must not be divided between tiles
     */
    public static Tiling best(int columns, int blocks, int unit) {
        Tiling best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Tiling tiling : all(columns, blocks, unit)) {
            double cycles = tiling.cycles(columns, blocks);
            if (cycles <= least) {
                best = tiling;
                least = cycles;
            }
        }
        return best;
    }

    /** Estimated cycles per input of a row with the best tiling. */
    public static double leastCycles(int columns, int blocks, int unit) {
        return best(columns, blocks, unit).cycles(columns, blocks);
    }

    /** Returns all tilings that fit, the smallest first. */
    private static List<Tiling> all(int columns, int blocks, int unit) {
        List<Tiling> all = new ArrayList<>();
        for (int vectors = 1; vectors <= Math.min(blocks, 8); vectors++) {
            for (int pixels = unit; pixels <= columns && ConvTile.fits(pixels, vectors); pixels += unit) {
                all.add(new Tiling(pixels, vectors));
            }
        }
        return all;
    }

    /**
     * Returns all tilings with their estimates, beginning with {@link #best}.
     *
     * @param inputs number of inputs of all windows, over all rows: the factor of the estimates
     */
    public static List<Candidate> candidates(int columns, int blocks, int unit, double inputs) {
        return all(columns, blocks, unit).reversed().stream()
                .sorted(Comparator.comparingDouble(tiling -> tiling.cycles(columns, blocks)))
                .map(tiling -> tiling.candidate(columns, blocks, inputs))
                .toList();
    }

    /** This tiling with its estimate; the parameters are those of {@link #candidates}. */
    public Candidate candidate(int columns, int blocks, double inputs) {
        return new Candidate(toString(), inputs * cycles(columns, blocks));
    }

    /** Name such as {@code 14x2}. */
    @Override
    public String toString() {
        return pixels + "x" + vectors;
    }

    /**
     * Returns the tiling of long rows with many blocks. Its tiles are small enough for their kernel to be compiled
     * before the first inference. Nearly every network has a layer that uses this kernel.
     */
    public static Tiling common() {
        Tiling best = best(MANY_COLUMNS, MANY_BLOCKS, 1);
        return new Tiling(ConvTile.firstPixels(best.pixels, best.vectors), best.vectors);
    }

    private double cycles(int columns, int blocks) {
        int groups = groups(blocks);
        int wide = blocks - groups * (blocks / groups); // groups with one more block
        double cycles = wide * rowCycles(columns, blocks / groups + 1) + (groups - wide) * rowCycles(columns, blocks / groups);
        return wide == 0 ? cycles : cycles * ANOTHER_KERNEL;
    }

    private double rowCycles(int columns, int tileVectors) {
        return (tiles(columns) - 1) * tileCycles(pixels, tileVectors) + tileCycles(rest(columns), tileVectors);
    }

    /** Cycles per input. */
    private static double tileCycles(int tilePixels, int tileVectors) {
        double fmas = (double) Math.max(Machine.fmasInFlight(), tilePixels * tileVectors) / Machine.FMA_PORTS;
        double loads = (double) (tilePixels + tileVectors) / Machine.LOAD_PORTS;
        double all = (tilePixels * tileVectors + tilePixels + tileVectors + AROUND) / Machine.ISSUE_WIDTH;
        return Math.max(Math.max(fmas, loads), all) + 0.5; // remaining loop overhead
    }

    /** Number of groups of adjacent blocks; a group is the width of a tile. */
    public int groups(int blocks) {
        return Math.ceilDiv(blocks, vectors);
    }

    /** The first block of a group. Groups differ by one block at most. */
    public int firstBlock(int group, int blocks) {
        return (int) ((long) group * blocks / groups(blocks));
    }

    /** Pixels in the last tile of a row. */
    public int rest(int columns) {
        return columns - (tiles(columns) - 1) * pixels;
    }

    public int tiles(int columns) {
        return Math.ceilDiv(columns, pixels);
    }
}
