package resnet50.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.Simd;

/** Tests generated tiles against sums of products in double precision, and invalid tiles. */
class ConvTileTest {
    private static final long SEED = 5;

    /**
     * Returns every tile that fits the registers, at strides 1 and 2, and tiles of several rows with gaps between the
     * rows. Those at stride 2 prefetch.
     */
    static Stream<ConvTile> tiles() {
        Rows in = new Rows(Simd.LANES, 3, 5 * Simd.LANES);
        Rows out = new Rows(Simd.LANES, 3, 4 * Simd.LANES);
        Stream<ConvTile> tilesOfRows = Stream.of(1, 2).flatMap(vectors -> Stream.of(3, 6, 9, 12)
                .filter(pixels -> ConvTile.fits(pixels, vectors))
                .map(pixels -> new ConvTile(pixels, vectors, in, pixels == 6 ? row(1) : out, ConvTile.RUN)));
        Stream<ConvTile> others = Stream.of(1, 2)
                .flatMap(stride -> Stream.iterate(1, vectors -> vectors + 1)
                        .limit(8)
                        .flatMap(vectors -> Stream.iterate(1, pixels -> ConvTile.fits(pixels, vectors), pixels -> pixels + 1)
                                .map(pixels -> new ConvTile(pixels, vectors, row(stride), row(1), ConvTile.RUN, stride == 2))));
        return Stream.concat(tilesOfRows, others);
    }

    private static Rows row(int stride) {
        return Rows.one(stride * Simd.LANES);
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void everyTileComputesTheSumsOfProducts(ConvTile tile) {
        assertSumsOfProducts(tile, tile.whole());
        assertSumsOfProducts(tile, tile.kernel()); // in two halves, if the tile is large
    }

    private static void assertSumsOfProducts(ConvTile tile, ConvKernel kernel) {
        Random random = new Random(SEED);
        int lanes = Simd.LANES;
        int width = tile.vectors() * lanes;
        int[] runs = {0, 3 * tile.run(), 50, 7};
        Taps taps = tile.taps(runs);
        int inputs = runs.length * tile.run();
        int in = 1;
        int inSize = in + tile.in().at(tile.pixels()) + 50 + tile.run();
        int block = tile.out().at(tile.pixels()) + 5;
        int out = inSize;
        int shortcut = out + tile.vectors() * block;
        float[] x = numbers(random, shortcut + tile.vectors() * block);
        Arrays.fill(x, out, shortcut, Float.NaN); // the kernel must not read old outputs
        float[] w = numbers(random, Math.max((1 + inputs) * width, tile.touched(runs.length)));
        for (boolean add : new boolean[] {false, true}) {
            for (float floor : new float[] {0, Float.NEGATIVE_INFINITY}) {
                kernel.run(x, in, taps.array(), w, 0, out, block, add ? shortcut : -1, block, floor, 0);
                for (int p = 0; p < tile.pixels(); p++) {
                    for (int c = 0; c < width; c++) {
                        double sum = w[c];
                        for (int i = 0; i < inputs; i++) {
                            double input = x[in + taps.run(i / tile.run()) + i % tile.run() + tile.in().at(p)];
                            sum += input * w[(1 + i) * width + c];
                        }
                        int at = c / lanes * block + tile.out().at(p) + c % lanes;
                        double expected = Math.max(floor, add ? sum + x[shortcut + at] : sum);
                        assertEquals(expected, x[out + at], 1e-4, tile + ", pixel " + p + ", channel " + c);
                    }
                }
            }
        }
    }

    @Test
    void refusesTilesThatDoNotFitTheRegisters() {
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(15, 2, row(1), row(1), 1));
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(0, 1, row(1), row(1), 1));
        assertThrows(IllegalArgumentException.class, () -> new ConvTile(1, 1, row(1), row(1), 0));
    }

    @Test
    void refusesCodeTooLongForTheCompiler() {
        ConvTile tile = new ConvTile(6, 2, row(1), row(1), 100);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, tile::kernel);
        assertTrue(e.getMessage().contains(tile.name()), e.getMessage());
    }

    @Test
    void layersOfTheSameShapeShareAKernel() {
        ConvTile tile = new ConvTile(2, 2, row(1), row(1), ConvTile.RUN);
        assertSame(tile.kernel(), new ConvTile(2, 2, row(1), row(1), ConvTile.RUN).kernel());
    }

    @Test
    void tablesOfOffsetsDoNotOverlap() {
        Taps taps = Taps.of(new int[] {10, 20}, new int[] {30, 40}, 3, 2);
        assertEquals(2, taps.runs());
        assertArrayEquals(new int[] {10, 20}, IntStream.range(0, 2).map(taps::run).toArray());
        assertArrayEquals(new int[] {30, 40}, IntStream.range(0, 2).map(taps::prefetch).toArray());
        assertArrayEquals(new int[] {10, 12, 14, 20, 22, 24}, IntStream.range(0, 6).map(taps::pass).toArray());
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
