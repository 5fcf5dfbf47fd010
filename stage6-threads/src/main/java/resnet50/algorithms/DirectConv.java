package resnet50.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import resnet50.Activation;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.Weights;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan.Candidate;
import resnet50.kernels.ConvKernel;
import resnet50.kernels.ConvTile;
import resnet50.kernels.Machine;
import resnet50.kernels.Rows;
import resnet50.kernels.Taps;
import resnet50.kernels.Tiling;

/** A direct convolution, tile by tile: each input of the window is multiplied with a row of weights. */
public final class DirectConv implements ConvAlgorithm {
    /** Name in the plan. */
    static final String NAME = "direct";

    private final ConvShape shape;
    private final Activation in;
    private final Activation out;
    private final Activation shortcut;
    private final boolean relu;
    private final Weights place;
    private final ConvWeights weights;
    private final int run;
    private final int columns; // pixels of a row that is divided into tiles
    private final Tiling tiling;
    private final Supplier<List<Candidate>> tiles;
    private final Panels panels;
    private final Rows inRows;
    private final Rows outRows;
    private final Set<String> kernels = new TreeSet<>();
    private final Map<Integer, Tiles> tilesByVectors = new HashMap<>();

    /** Creates a fully connected layer for a row of pixels, each of which is an independent input. */
    public DirectConv(ConvShape shape, Activation in, Activation out, Weights place, ConvWeights weights, Tiling tiling) {
        this(shape, in, out, null, false, place, weights, tiling);
    }

    /** @param shortcut may be null, or {@code out} itself: each pixel is computed once, after its shortcut is read */
    public DirectConv(
            ConvShape shape,
            Activation in,
            Activation out,
            Activation shortcut,
            boolean relu,
            Weights place,
            ConvWeights weights) {
        this(shape, in, out, shortcut, relu, place, weights, null);
    }

    private DirectConv(
            ConvShape shape,
            Activation in,
            Activation out,
            Activation shortcut,
            boolean relu,
            Weights place,
            ConvWeights weights,
            Tiling chosen) {
        this.shape = shape;
        this.in = in;
        this.out = out;
        this.shortcut = shortcut;
        this.relu = relu;
        this.place = place;
        this.weights = weights;
        run = in.lanes() < Simd.LANES ? in.lanes() : ConvTile.RUN;

        inRows = new Rows(in.at(0, 0, shape.stride()) - in.at(0, 0, 0), shape.outW(), shape.stride() * in.rowPitch());
        outRows = new Rows(Simd.LANES, shape.outW(), out.rowPitch());
        // rows without gaps are one long row; if there are gaps, a tile may cover several whole rows
        int unit = inRows.areOne() && outRows.areOne() ? 1 : shape.outW();
        boolean alike = shortcut == null || shortcut.rowPitch() == out.rowPitch();
        boolean joined = alike && (unit == 1 || fitsTwoRows(shape));
        int rows = joined ? 1 : shape.outH();
        columns = shape.outH() * shape.outW() / rows;
        int groups = wholeBlocks() ? shape.groups() : 1;
        int blocks = out.blocks() / groups; // of output channels per group
        int inBlocks = in.blocks() / groups;
        int[] taps = taps(inBlocks);
        int whole = joined ? unit : 1;
        tiling = chosen != null ? chosen : Tiling.best(columns, blocks, whole);
        double inputs = (double) taps.length * run * groups * rows;
        tiles = chosen != null
                ? () -> List.of(chosen.candidate(columns, blocks, inputs))
                : () -> Tiling.candidates(columns, blocks, whole, inputs);
        panels = new Panels(tiling, rows, shape, in, out, shortcut);
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < tiling.groups(blocks); i++) {
                int first = tiling.firstBlock(i, blocks);
                int vectors = tiling.firstBlock(i + 1, blocks) - first;
                addPanels(group * inBlocks, taps, group * blocks + first, vectors);
            }
        }
        panels.complete();
    }

    /** Estimated time of a convolution, in clock cycles. */
    public static double cycles(ConvShape shape) {
        double weights = (double) shape.kernel() * shape.kernel() * shape.groupInC() * shape.outC();
        return Machine.THIS.cycles((double) shape.macs(), weights);
    }

    /** Estimated cycles per input if there are gaps between rows. */
    static double rowsCycles(ConvShape shape, int blocks) {
        return fitsTwoRows(shape)
                ? Tiling.leastCycles(shape.outH() * shape.outW(), blocks, shape.outW())
                : shape.outH() * Tiling.leastCycles(shape.outW(), blocks, 1);
    }

    private static boolean fitsTwoRows(ConvShape shape) {
        return ConvTile.fits(2 * shape.outW(), 2);
    }

    /**
     * Whether no vector holds channels of two groups. Otherwise all outputs read all inputs, and the weights of inputs
     * of other groups are zero.
     */
    private boolean wholeBlocks() {
        return shape.groupInC() % Simd.LANES == 0 && shape.groupOutC() % Simd.LANES == 0;
    }

    /** Offset of each run from the window's first float. */
    private int[] taps(int inBlocks) {
        int kernel = shape.kernel();
        int[] taps = new int[inBlocks * kernel * kernel * in.lanes() / run];
        int i = 0;
        for (int block = 0; block < inBlocks; block++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                    for (int lane = 0; lane < in.lanes(); lane += run) {
                        taps[i++] = in.at(block, ky - shape.pad(), kx - shape.pad()) - in.at(0, -shape.pad(), -shape.pad()) + lane;
                    }
                }
            }
        }
        return taps;
    }

    /** The tile of all panels with the same number of vectors, its kernels, and the parts of the window. */
    private record Tiles(ConvTile tile, ConvKernel kernel, ConvKernel rest, List<Part> parts) {}

    /**
     * A part of a window: the runs from {@code first} to {@code end} exclusive, with the kernels' table of their
     * offsets.
     */
    private record Part(int first, int end, Taps taps) {
        int runs() {
            return end - first;
        }
    }

    /** Creates the tiles once per number of vectors: names are long, tables are large, and there are many panels. */
    private Tiles tiles(int vectors, int[] allTaps) {
        return tilesByVectors.computeIfAbsent(vectors, _ -> {
            ConvTile tile = new ConvTile(tiling.pixels(), vectors, inRows, outRows, run);
            ConvTile rest = new ConvTile(tiling.rest(columns), vectors, inRows, outRows, run);
            Stream.concat(tile.names(), rest.names()).forEach(kernels::add);
            return new Tiles(tile, tile.kernel(), rest.kernel(), parts(tile, allTaps));
        });
    }

    private List<Part> parts(ConvTile tile, int[] allTaps) {
        int count = Math.ceilDiv(allTaps.length * run * tiling.vectors() * Simd.LANES, Machine.THIS.panelFloats());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) i * allTaps.length / count);
            int end = (int) ((long) (i + 1) * allTaps.length / count);
            parts.add(new Part(first, end, tile.taps(Arrays.copyOfRange(allTaps, first, end))));
        }
        return parts;
    }

    private void addPanels(int firstInBlock, int[] allTaps, int firstBlock, int vectors) {
        Tiles tiles = tiles(vectors, allTaps);
        List<Panels.Panel> list = new ArrayList<>();
        for (Part part : tiles.parts) {
            int inputs = part.runs() * run;
            int size = (1 + inputs) * vectors * Simd.LANES;
            int offset = place.take(size);
            boolean first = part.first == 0;
            boolean last = part.end == allTaps.length;
            list.add(new Panels.Panel(
                    tiles.kernel,
                    tiles.rest,
                    in.at(firstInBlock, -shape.pad(), -shape.pad()),
                    part.taps.array(),
                    offset,
                    offset + size,
                    tiles.tile.touched(part.runs()),
                    out.at(firstBlock, 0, 0),
                    first ? Panels.Addend.shortcut(shortcut, firstBlock) : Panels.Addend.own(out, firstBlock),
                    ReLU.floor(relu && last)));
            weights.later(new ConvWeights.Slice(
                    firstBlock, vectors, firstInBlock, in.lanes(), part.first * run, inputs, first, offset));
        }
        panels.add(list);
    }

    @Override
    public int pieces(int threads) {
        return panels.pieces(threads);
    }

    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        panels.run(x, w, piece, pieces);
    }

    @Override
    public String algorithm() {
        return NAME;
    }

    @Override
    public String tile() {
        return tiling.toString();
    }

    @Override
    public List<Candidate> tiles() {
        return tiles.get();
    }

    @Override
    public long macs() {
        return wholeBlocks() ? shape.macs() : shape.macs() * shape.groups();
    }

    @Override
    public Set<String> kernels() {
        return kernels;
    }
}
