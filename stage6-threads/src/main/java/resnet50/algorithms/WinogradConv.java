package resnet50.algorithms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import resnet50.Activation;
import resnet50.Buffers;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.Weights;
import resnet50.Work;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan.Candidate;
import resnet50.kernels.ConvKernel;
import resnet50.kernels.ConvTile;
import resnet50.kernels.Machine;
import resnet50.kernels.Rows;
import resnet50.kernels.Tiling;
import resnet50.kernels.Winograd;
import resnet50.kernels.WinogradInput;
import resnet50.kernels.WinogradOutput;

/**
 * A 3×3 convolution with stride 1 by {@link Winograd}'s algorithm. A chunk of tiles is transformed; then, for each
 * product, the channels of all tiles are multiplied with the weights, as in a 1×1 convolution; then the products are
 * transformed back.
 */
public final class WinogradConv implements ConvAlgorithm {
    /** System property; {@code off} disables Winograd's algorithm, to measure its effect on speed and precision. */
    public static final String PROPERTY = "resnet50.winograd";

    private static final int RUN = ConvTile.RUN;

    /** Cost of the transforms, as the number of output channels that are multiplied in the same time; measured. */
    private static final int TRANSFORM_CHANNELS = 24;

    private final Winograd winograd;
    private final Activation in;
    private final Activation out;
    private final Activation shortcut;
    private final float floor;
    private final int tileRows;
    private final int tileColumns;
    private final int chunk; // in tiles
    private final Tiling tiling;
    private final Panel[] panels;
    private final int productSize; // distance between the weights of two products
    private final int plane; // distance between the values of two products
    private final Buffers buffers; // a worker's scratch begins with [products][out.blocks][chunk][LANES]
    private final int transformed; // offset in the scratch of [products][in.blocks][chunk][LANES]
    private final int between; // offset in the scratch of a tile between the two directions
    private final WinogradInput.Kernel toInput;
    private final WinogradOutput.Kernel toOutput;
    private final Set<String> kernels = new TreeSet<>();

    /**
     * The weights of adjacent blocks of output channels.
     *
     * @param weights offset of the weights for the first product. In memory, weights are in the order of use: by
     *                product, then by panel
     */
    private record Panel(ConvKernel kernel, ConvKernel rest, int touched, int[] taps, int firstBlock, int vectors, int weights) {}

    /**
     * Maximum size of the transformed tiles of a chunk, in floats: half of the L2 cache if the weights stay in it;
     * otherwise all of it, because each chunk rereads the weights.
     */
    private static int maxTransformed(Winograd winograd, ConvShape shape) {
        long weights = (long) winograd.products() * shape.inC() * shape.outC();
        int cache = Machine.THIS.l2Floats();
        return weights <= cache ? cache / 2 : cache;
    }

    /**
     * Returns the variant with the least estimated time, or null if a direct convolution takes no more.
     *
     * @param variants those that {@link #variants} returned
     */
    public static Winograd choose(ConvShape shape, List<Winograd> variants) {
        Winograd best = null;
        double least = DirectConv.cycles(shape);
        for (Winograd winograd : variants) {
            double cycles = cycles(winograd, shape);
            if (cycles < least) {
                best = winograd;
                least = cycles;
            }
        }
        return best;
    }

    /** Returns the variants that can compute a convolution; none if {@value #PROPERTY} is {@code off}. */
    public static List<Winograd> variants(ConvShape shape) {
        boolean serves = shape.kernel() == 3 && shape.stride() == 1 && shape.groups() == 1 && shape.inC() >= 2 * Simd.LANES;
        List<Winograd> variants = new ArrayList<>();
        if (serves && !"off".equals(System.getProperty(PROPERTY))) {
            for (Winograd winograd : new Winograd[] {Winograd.F4, Winograd.F2}) {
                if (shape.outH() >= winograd.outputs() && shape.outW() >= winograd.outputs()) {
                    variants.add(winograd);
                }
            }
        }
        return variants;
    }

    /** Returns the estimates that {@link #choose} compares, that of a direct convolution included, the least first. */
    public static List<Candidate> candidates(ConvShape shape, List<Winograd> variants) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(DirectConv.NAME, DirectConv.cycles(shape)));
        for (Winograd winograd : variants) {
            candidates.add(new Candidate(name(winograd), cycles(winograd, shape)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::cycles));
        return candidates;
    }

    private static String name(Winograd winograd) {
        return "winograd " + winograd.outputs() + "x" + winograd.outputs();
    }

    /**
     * Estimated time, in clock cycles. A larger variant needs fewer multiplications, but its weights grow by a factor
     * of 16/9 or 36/9, and each inference reads them from memory.
     */
    private static double cycles(Winograd winograd, ConvShape shape) {
        int tiles = Math.ceilDiv(shape.outH(), winograd.outputs()) * Math.ceilDiv(shape.outW(), winograd.outputs());
        double inputs = (double) winograd.products() * shape.inC();
        return Machine.THIS.cycles(inputs * tiles * (shape.outC() + TRANSFORM_CHANNELS), inputs * shape.outC());
    }

    /** @param shortcut may be null */
    public WinogradConv(
            Winograd winograd,
            ConvShape shape,
            Activation in,
            Activation out,
            Activation shortcut,
            boolean relu,
            Weights place,
            ConvWeights weights,
            Buffers buffers) {
        this.winograd = winograd;
        this.in = in;
        this.out = out;
        this.shortcut = shortcut;
        this.floor = ReLU.floor(relu);
        this.tileRows = Math.ceilDiv(shape.outH(), winograd.outputs());
        this.tileColumns = Math.ceilDiv(shape.outW(), winograd.outputs());
        int perTile = winograd.products() * Math.max(in.blocks(), out.blocks()) * Simd.LANES;
        this.chunk = Math.min(tileRows * tileColumns, Math.max(1, maxTransformed(winograd, shape) / perTile));
        this.tiling = Tiling.best(chunk, out.blocks(), 1);
        WinogradInput input = new WinogradInput(winograd);
        WinogradOutput output = new WinogradOutput(winograd);
        this.toInput = input.kernel();
        this.toOutput = output.kernel();
        kernels.add(input.name());
        kernels.add(output.name());

        int inputs = in.blocks() * Simd.LANES;
        int[] runs = new int[inputs / RUN];
        for (int i = 0; i < runs.length; i++) {
            int channel = i * RUN;
            runs[i] = channel / Simd.LANES * chunk * Simd.LANES + channel % Simd.LANES;
        }
        productSize = panelSize(inputs, out.blocks());
        int weightsAt = place.take(winograd.products() * productSize);
        List<Panel> list = new ArrayList<>();
        for (int group = 0; group < tiling.groups(out.blocks()); group++) {
            int first = tiling.firstBlock(group, out.blocks());
            int vectors = tiling.firstBlock(group + 1, out.blocks()) - first;
            Rows row = Rows.one(Simd.LANES);
            ConvTile tile = new ConvTile(tiling.pixels(), vectors, row, row, RUN);
            ConvTile rest = new ConvTile(tiling.rest(chunk), vectors, row, row, RUN);
            Stream.concat(tile.names(), rest.names()).forEach(kernels::add);
            int offset = weightsAt + panelSize(inputs, first);
            int[] taps = tile.taps(runs).array();
            list.add(new Panel(tile.kernel(), rest.kernel(), tile.touched(runs.length), taps, first, vectors, offset));
        }
        panels = list.toArray(Panel[]::new);
        weights.later(this::pack);

        this.buffers = buffers;
        // one more cache line: otherwise the planes of a tile's values would map to a few sets of the L1 cache
        plane = Math.max(in.blocks(), out.blocks()) * chunk * Simd.LANES + ConvTile.LINE;
        transformed = plane; // a product's results overwrite the inputs of the previous product
        between = transformed + winograd.products() * plane;
        buffers.needScratch(between + winograd.products() * Simd.LANES);
    }

    /** Length of a panel in floats: the shift and the weights. */
    private static int panelSize(int inputs, int vectors) {
        return (1 + inputs) * vectors * Simd.LANES;
    }

    private void pack(ConvShape shape, ConvWeights.Channels channels, float[] data) {
        int first = channels.first();
        int size = shape.inC() * 9;
        int plain = winograd.plainProduct(); // the product that the shift is added to
        for (int product = 0; product < winograd.products(); product++) {
            double[] factors = winograd.windowFactors(product);
            for (Panel panel : panels) {
                int width = panel.vectors * Simd.LANES;
                int begin = panel.firstBlock * Simd.LANES;
                int shift = panel.weights + product * productSize - begin;
                int end = Math.min(begin + width, channels.end());
                for (int oc = Math.max(begin, first); oc < end; oc++) {
                    double scale = channels.norm().scale()[oc];
                    transformWindows(channels.oihw(), (oc - first) * size, factors, scale, data, shift + width + oc, width, shape.inC());
                    if (product == plain) {
                        data[shift + oc] = channels.norm().shift()[oc];
                    }
                }
            }
        }
    }

    /** Computes the weights of one output channel for one product, from {@code count} contiguous windows. */
    private static void transformWindows(
            float[] oihw, int from, double[] factors, double scale, float[] to, int at, int step, int count) {
        double f0 = scale * factors[0];
        double f1 = scale * factors[1];
        double f2 = scale * factors[2];
        double f3 = scale * factors[3];
        double f4 = scale * factors[4];
        double f5 = scale * factors[5];
        double f6 = scale * factors[6];
        double f7 = scale * factors[7];
        double f8 = scale * factors[8];
        for (int i = 0; i < count; i++) {
            to[at] = (float) (f0 * oihw[from] + f1 * oihw[from + 1] + f2 * oihw[from + 2] + f3 * oihw[from + 3] + f4 * oihw[from + 4]
                    + f5 * oihw[from + 5] + f6 * oihw[from + 6] + f7 * oihw[from + 7] + f8 * oihw[from + 8]);
            from += 9;
            at += step;
        }
    }

    @Override
    public int pieces(int threads) {
        int ranges = ranges(threads);
        return ranges * parts(threads, ranges);
    }

    /** The number of ranges of rows with the smallest cost. Each range is divided into parts by channels. */
    private int ranges(int pieces) {
        int best = 1;
        for (int ranges = 2; ranges <= Math.min(pieces, tileRows); ranges++) {
            if (cost(pieces, ranges) < cost(pieces, best)) {
                best = ranges;
            }
        }
        return best;
    }

    private int parts(int pieces, int ranges) {
        return Math.clamp(pieces / ranges, 1, panels.length);
    }

    /** Cost of the largest piece. Each part of a range transforms the whole range itself. */
    private int cost(int pieces, int ranges) {
        int channels = Math.ceilDiv(panels.length, parts(pieces, ranges)) * tiling.vectors() * Simd.LANES;
        return Math.ceilDiv(tileRows, ranges) * (TRANSFORM_CHANNELS + channels);
    }

    @Override
    public void run(float[] x, float[] w, int worker, int piece, int pieces) {
        int scratch = buffers.scratch(worker);
        int ranges = ranges(pieces);
        int parts = parts(pieces, ranges);
        int range = piece / parts;
        int firstPanel = Work.start(piece % parts, parts, panels.length);
        int endPanel = Work.start(piece % parts + 1, parts, panels.length);
        int end = cut(range + 1, ranges);
        for (int first = cut(range, ranges); first < end; first += chunk) {
            int count = Math.min(chunk, end - first);
            transform(x, scratch, first, count);
            for (int product = 0; product < winograd.products(); product++) {
                for (int i = firstPanel; i < endPanel; i++) {
                    multiply(x, scratch, w, panels[i], product, count);
                }
            }
            int firstBlock = panels[firstPanel].firstBlock;
            int endBlock = panels[endPanel - 1].firstBlock + panels[endPanel - 1].vectors;
            transformBack(x, scratch, first, count, firstBlock, endBlock);
        }
    }

    /**
     * The first tile of a range; a range begins with a row of tiles. The last row of tiles may overlap the previous
     * row. Both rows compute the shared pixels, with different last bits, and the later result remains. So both rows
     * must be in one range.
     */
    private int cut(int range, int ranges) {
        int row = Work.start(range, ranges, tileRows);
        boolean overlaps = out.height() % winograd.outputs() != 0;
        return (overlaps && row == tileRows - 1 ? Math.max(0, row - 1) : row) * tileColumns;
    }

    private int tileY(int tile) {
        return Math.min(tile / tileColumns * winograd.outputs(), out.height() - winograd.outputs());
    }

    private int tileX(int tile) {
        return Math.min(tile % tileColumns * winograd.outputs(), out.width() - winograd.outputs());
    }

    /** Returns the next tile that is in another row of tiles or overlaps its predecessor. */
    private int endOfRow(int tile) {
        int column = tile % tileColumns;
        int even = out.width() / winograd.outputs();
        return tile - column + (column < even ? even : tileColumns);
    }

    private void transform(float[] x, int scratch, int first, int count) {
        for (int block = 0; block < in.blocks(); block++) {
            int next;
            for (int tile = first; tile < first + count; tile = next) {
                next = Math.min(endOfRow(tile), first + count);
                int from = in.at(block, tileY(tile) - 1, tileX(tile) - 1); // the padding is 1
                int to = scratch + transformed + (block * chunk + tile - first) * Simd.LANES;
                toInput.run(x, from, in.rowPitch(), scratch + between, to, plane, next - tile);
            }
        }
    }

    private void multiply(float[] x, int scratch, float[] w, Panel panel, int product, int count) {
        int from = scratch + transformed + product * plane;
        int to = scratch + product * plane;
        int blockPitch = chunk * Simd.LANES;
        int size = panelSize(in.blocks() * Simd.LANES, panel.vectors);
        int weights = panel.weights + product * productSize;
        int rest = tiling.rest(chunk);
        ConvKernel kernel = panel.kernel.quickest();
        ConvKernel restKernel = panel.rest.quickest();
        for (int i = 0; i < tiling.tiles(count); i++) {
            int first = i * tiling.pixels();
            // if fewer tiles remain than the kernel has pixels, the kernel also processes stale values, and their
            // results are ignored
            int column = first * Simd.LANES;
            (count - first <= rest ? restKernel : kernel).run(
                    x, from + column, panel.taps, w, weights, to + panel.firstBlock * blockPitch + column, blockPitch, -1, 0,
                    Float.NEGATIVE_INFINITY, next(panel, i, weights, size));
        }
    }

    /** Offset of the weights that a tile prefetches: its part of the next panel, which follows this one. */
    private int next(Panel panel, int tile, int weights, int size) {
        return (tile + 1) * panel.touched <= size ? weights + size + tile * panel.touched : weights;
    }

    private void transformBack(float[] x, int scratch, int first, int count, int firstBlock, int endBlock) {
        for (int block = firstBlock; block < endBlock; block++) {
            int next;
            for (int tile = first; tile < first + count; tile = next) {
                next = Math.min(endOfRow(tile), first + count);
                int from = scratch + (block * chunk + tile - first) * Simd.LANES;
                int y = tileY(tile);
                int column = tileX(tile);
                int addend = shortcut == null ? -1 : shortcut.at(block, y, column);
                int addendRow = shortcut == null ? 0 : shortcut.rowPitch();
                toOutput.run(
                        x, from, plane, scratch + between, out.at(block, y, column), out.rowPitch(), addend, addendRow, floor, next - tile);
            }
        }
    }

    @Override
    public String algorithm() {
        return name(winograd);
    }

    @Override
    public String tile() {
        return tiling.toString();
    }

    @Override
    public List<Candidate> tiles() {
        double inputs = (double) winograd.products() * in.blocks() * Simd.LANES * tileRows * tileColumns / chunk;
        return Tiling.candidates(chunk, out.blocks(), 1, inputs);
    }

    @Override
    public long macs() {
        return (long) winograd.products() * in.channels() * out.channels() * tileRows * tileColumns;
    }

    @Override
    public Set<String> kernels() {
        return kernels;
    }
}
