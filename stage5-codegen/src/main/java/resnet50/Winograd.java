package resnet50;

import java.util.HashMap;
import java.util.Map;
import resnet50.KernelWriter.Vec;

/**
 * Winograd's way to a 3×3 convolution (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015): tiles of the
 * picture and windows of weights are transformed so that a product of single numbers does what took a sum of nine. For 4×4
 * outputs it takes 36 multiplications instead of 144, for 2×2 outputs 16 instead of 36.
 *
 * <p>Larger tiles save more and lose digits: the numbers that the transforms multiply by grow.
 *
 * @param outputs of a tile, in each direction
 * @param inputs  of a tile, in each direction
 * @param toInput // [inputs][inputs] transforms a column of the picture: Bᵀ
 * @param toWindow // [inputs][3] transforms a column of weights: G
 * @param toOutput // [outputs][inputs] transforms a column of products back: Aᵀ
 */
record Winograd(int outputs, int inputs, double[][] toInput, double[][] toWindow, double[][] toOutput) {
    static final Winograd F2 = new Winograd(
            2,
            4,
            new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
            new double[][] {{1, 0, 0}, {1 / 2., 1 / 2., 1 / 2.}, {1 / 2., -1 / 2., 1 / 2.}, {0, 0, 1}},
            new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}});

    static final Winograd F4 = new Winograd(
            4,
            6,
            new double[][] {
                {4, 0, -5, 0, 1, 0},
                {0, -4, -4, 1, 1, 0},
                {0, 4, -4, -1, 1, 0},
                {0, -2, -1, 2, 1, 0},
                {0, 2, -1, -2, 1, 0},
                {0, 4, 0, -5, 0, 1}
            },
            new double[][] {
                {1 / 4., 0, 0},
                {-1 / 6., -1 / 6., -1 / 6.},
                {-1 / 6., 1 / 6., -1 / 6.},
                {1 / 24., 1 / 12., 1 / 6.},
                {1 / 24., -1 / 12., 1 / 6.},
                {0, 0, 1}
            },
            new double[][] {{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}});

    /** Numbers in a transformed tile. */
    int products() {
        return inputs * inputs;
    }

    /** Such as {@code winograd4}: the outputs of a tile. */
    String name() {
        return "winograd" + outputs;
    }

    /**
     * How a product's weight comes of a window of weights g: it is an element of G g Gᵀ, and that is a sum of g's elements, each times
     * a constant.
     *
     * @return // [3][3]
     */
    double[] windowFactors(int product) {
        double[] factors = new double[9];
        for (int i = 0; i < 9; i++) {
            factors[i] = toWindow[product / inputs][i / 3] * toWindow[product % inputs][i % 3];
        }
        return factors;
    }

    /** Writes the transform of a line into a kernel; its constants are made where the emitter is. */
    static final class Emitter {
        private final KernelWriter k;
        private final double[][] matrix;
        private final Map<Double, Vec> constants = new HashMap<>();

        /** @param matrix has a 1 in every row */
        Emitter(KernelWriter k, double[][] matrix) {
            this.k = k;
            this.matrix = matrix;
            for (double[] row : matrix) {
                for (double factor : row) {
                    if (factor != 0 && Math.abs(factor) != 1) {
                        constants.computeIfAbsent(factor, _ -> k.constant((float) factor));
                    }
                }
            }
        }

        /** {@code to[i] = sum of matrix[i][j] * from[j]} */
        void transform(Vec[] from, Vec[] to) {
            for (int i = 0; i < to.length; i++) {
                combine(matrix[i], from, to[i]);
            }
        }

        private void combine(double[] factors, Vec[] from, Vec to) {
            int one = 0;
            while (factors[one] != 1) {
                one++;
            }
            k.copy(to, from[one]);
            for (int j = 0; j < factors.length; j++) {
                if (j == one || factors[j] == 0) {
                    continue;
                }
                if (factors[j] == 1) {
                    k.add(to, to, from[j]);
                } else if (factors[j] == -1) {
                    k.subtract(to, to, from[j]);
                } else {
                    k.fma(to, from[j], constants.get(factors[j]));
                }
            }
        }
    }
}
