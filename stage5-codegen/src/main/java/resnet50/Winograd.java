package resnet50;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Floats;
import resnet50.KernelWriter.Int;
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

    /** The product that is a term of every output, times one: what is added to this product is added to all outputs. */
    int plainProduct() {
        int column = 0;
        while (!isOnes(column)) {
            column++;
        }
        return column * inputs + column;
    }

    private boolean isOnes(int column) {
        return Arrays.stream(toOutput).allMatch(row -> row[column] == 1);
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

    /**
     * The lines of a tile: its columns, or its rows.
     *
     * @param first where the first one begins; changes from line to line
     * @param step  from a line's vector to its next
     * @param line  from a line to the next
     */
    record Lines(Int first, Int step, Int line) {
        /** Variables of their own, for lines that change. */
        Lines copy(KernelWriter k) {
            return new Lines(k.copy(first), k.copy(step), k.copy(line));
        }

        void become(KernelWriter k, Lines lines) {
            k.copy(first, lines.first);
            k.copy(step, lines.step);
            k.copy(line, lines.line);
        }
    }

    /** Writes the transform of a tile's lines into a kernel; its constants are made where the emitter is. */
    static final class Emitter {
        private final KernelWriter k;
        private final Floats x;
        private final double[][] matrix;
        private final Map<Double, Vec> constants = new HashMap<>();
        private final Vec[] from;
        private final Vec[] to;

        /**
         * @param x      where lines are read and written
         * @param matrix has a 1 in every row
         */
        Emitter(KernelWriter k, Floats x, double[][] matrix) {
            this.k = k;
            this.x = x;
            this.matrix = matrix;
            for (double[] row : matrix) {
                for (double factor : row) {
                    if (factor != 0 && Math.abs(factor) != 1) {
                        constants.computeIfAbsent(factor, _ -> k.constant((float) factor));
                    }
                }
            }
            from = k.vecs(matrix[0].length);
            to = k.vecs(matrix.length);
        }

        /** Transforms lines and stores them. */
        void transform(Int count, Lines in, Lines out) {
            transform(count, in, out, line -> {
                Int at = k.copy(out.first);
                for (Vec vec : line) {
                    k.store(vec, new At(x, at, 0));
                    k.increase(at, out.step);
                }
            });
        }

        /**
         * Transforms lines one after the other: {@code to[i] = sum of matrix[i][j] * from[j]}.
         *
         * @param store is to store each line as it is then
         */
        void transform(Int count, Lines in, Lines out, Consumer<Vec[]> store) {
            k.forEachBelow(count, _ -> {
                Int at = k.copy(in.first);
                for (Vec vec : from) {
                    k.load(vec, new At(x, at, 0));
                    k.increase(at, in.step);
                }
                for (int i = 0; i < to.length; i++) {
                    combine(matrix[i], to[i]);
                }
                store.accept(to);
                k.increase(in.first, in.line);
                k.increase(out.first, out.line);
            });
        }

        private void combine(double[] factors, Vec sum) {
            int one = 0;
            while (factors[one] != 1) {
                one++;
            }
            k.copy(sum, from[one]);
            for (int j = 0; j < factors.length; j++) {
                if (j == one || factors[j] == 0) {
                    continue;
                }
                if (factors[j] == 1) {
                    k.add(sum, sum, from[j]);
                } else if (factors[j] == -1) {
                    k.subtract(sum, sum, from[j]);
                } else {
                    k.fma(sum, from[j], constants.get(factors[j]));
                }
            }
        }
    }
}
