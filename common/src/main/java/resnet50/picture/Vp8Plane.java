package resnet50.picture;

import java.util.Arrays;

/** Luma or chroma of whole macroblocks with the border that prediction needs: 127 above, 129 to the left. */
final class Vp8Plane {
    final byte[] pixels;
    final int stride;
    final int size; // rows and columns of a macroblock
    final Vp8Prediction prediction;
    final Vp8LoopFilter filter;

    Vp8Plane(int columns, int rows, int size) {
        this.size = size;
        stride = columns * size + 5; // one to the left, four to the right
        pixels = new byte[Math.multiplyExact(stride, rows * size + 1)];
        Arrays.fill(pixels, 0, stride, (byte) 127);
        for (int y = 1; y <= rows * size; y++) {
            pixels[y * stride] = (byte) 129;
        }
        prediction = new Vp8Prediction(pixels, stride);
        filter = new Vp8LoopFilter(pixels);
    }

    /** The first pixel of a macroblock. */
    int at(int column, int row) {
        return (1 + row * size) * stride + 1 + column * size;
    }
}
