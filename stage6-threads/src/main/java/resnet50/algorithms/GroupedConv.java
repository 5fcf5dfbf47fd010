package resnet50.algorithms;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import resnet50.Activation;
import resnet50.ReLU;
import resnet50.Simd;
import resnet50.Weights;
import resnet50.core.ConvShape;
import resnet50.kernels.GroupedTile;
import resnet50.kernels.Tiling;

/** A 3×3 convolution with groups narrower than a vector. Each block of channels is computed independently. */
public final class GroupedConv implements ConvAlgorithm {
    private final long macs;
    private final Tiling tiling;
    private final Panels panels;
    private final GroupedTile tile;
    private final GroupedTile rest; // the last tile of a row

    /** @param shortcut may be null */
    public GroupedConv(
            ConvShape shape,
            Activation in,
            Activation out,
            Activation shortcut,
            boolean relu,
            Weights place,
            ConvWeights weights) {
        macs = shape.macs();
        int channels = shape.groupInC();
        int most = GroupedTile.maxPixels(channels);
        tiling = new Tiling(Math.ceilDiv(shape.outW(), Math.ceilDiv(shape.outW(), most)), 1);
        panels = new Panels(tiling, shape.outH(), shape, in, out, shortcut);
        tile = new GroupedTile(tiling.pixels(), shape.stride(), channels);
        rest = new GroupedTile(tiling.rest(shape.outW()), shape.stride(), channels);
        int[] rows = new int[shape.kernel()];
        for (int ky = 0; ky < rows.length; ky++) {
            rows[ky] = ky * in.rowPitch();
        }
        int inputs = channels * shape.kernel() * shape.kernel();
        for (int block = 0; block < out.blocks(); block++) {
            int offset = place.take((1 + inputs) * Simd.LANES);
            panels.add(List.of(new Panels.Panel(
                    tile.kernel(),
                    rest.kernel(),
                    in.at(block, -shape.pad(), -shape.pad()),
                    rows,
                    offset,
                    offset,
                    0,
                    out.at(block, 0, 0),
                    Panels.Addend.shortcut(shortcut, block),
                    ReLU.floor(relu))));
            weights.later(new ConvWeights.GroupedSlice(block, offset));
        }
        panels.complete();
    }

    public static boolean serves(ConvShape shape) {
        return GroupedTile.serves(shape.kernel(), shape.groupInC(), shape.groupOutC());
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
        return "grouped";
    }

    @Override
    public String tile() {
        return tiling.pixels() + "x1";
    }

    @Override
    public long macs() {
        return macs;
    }

    @Override
    public Set<String> kernels() {
        return new TreeSet<>(List.of(tile.name(), rest.name()));
    }
}
