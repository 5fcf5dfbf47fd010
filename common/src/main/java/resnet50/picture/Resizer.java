package resnet50.picture;

import java.util.Arrays;

/**
 * Pillow's antialiased resize of 8-bit pictures, byte for byte ({@code Image.resize} with {@code BILINEAR} or {@code BICUBIC}).
 * Columns are resampled and rounded to bytes first, then rows. Only the window of the result is computed, one input row at a time,
 * so that a picture of 1x5000, resized to 256x1280000, costs no more than its window.
 */
public final class Resizer {
    private Resizer() {}

    /**
     * Computes a window of the resized picture. A side whose length does not change is copied exactly.
     *
     * @param outW full width of the resized picture, likewise {@code outH}; may exceed what fits into memory
     * @param x    left column of the window in the resized picture, likewise its top row {@code y}
     * @return [h][w][3]
     */
    public static byte[] resize(
            Picture picture, Interpolation filter, long outW, long outH, long x, long y, int w, int h) {
        ResizeWeights columns = new ResizeWeights(filter, picture.width(), outW, x, w);
        ResizeWeights rows = new ResizeWeights(filter, picture.height(), outH, y, h);
        int[] line = new int[3 * w]; // one input row with resampled columns
        int[] sums = new int[3 * w * h];
        Arrays.fill(sums, ResizeWeights.HALF);

        int firstRow = 0; // output rows that this input row contributes to: from firstRow to endRow
        int endRow = 0;
        for (int inY = rows.start(0); inY < rows.end(h - 1); inY++) {
            while (firstRow < h && rows.end(firstRow) <= inY) {
                firstRow++;
            }
            while (endRow < h && rows.start(endRow) <= inY) {
                endRow++;
            }
            resampleRow(picture.rgb(), 3 * picture.width() * inY, columns, line);
            for (int row = firstRow; row < endRow; row++) {
                addRow(line, rows.weight(row, inY), sums, row * line.length);
            }
        }
        byte[] out = new byte[sums.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ResizeWeights.toByte(sums[i]);
        }
        return out;
    }

    private static void resampleRow(byte[] in, int inRow, ResizeWeights columns, int[] line) {
        int[] weights = columns.weights();
        for (int outX = 0; 3 * outX < line.length; outX++) {
            int r = ResizeWeights.HALF;
            int g = ResizeWeights.HALF;
            int b = ResizeWeights.HALF;
            int at = inRow + 3 * columns.start(outX);
            int tap = columns.firstTap(outX);
            int endTap = tap + columns.taps(outX);
            for (; tap < endTap; tap++) {
                int weight = weights[tap];
                r += (in[at] & 0xff) * weight;
                g += (in[at + 1] & 0xff) * weight;
                b += (in[at + 2] & 0xff) * weight;
                at += 3;
            }
            line[3 * outX] = ResizeWeights.toByte(r);
            line[3 * outX + 1] = ResizeWeights.toByte(g);
            line[3 * outX + 2] = ResizeWeights.toByte(b);
        }
    }

    private static void addRow(int[] line, int weight, int[] sums, int sumsRow) {
        for (int i = 0; i < line.length; i++) {
            sums[sumsRow + i] += line[i] * weight;
        }
    }
}
