package resnet50.kernels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;

/**
 * Winograd's algorithm for 3×3 convolutions (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
 * 2015). Input tiles and windows of weights are transformed, so that one product replaces a sum of nine products. 4×4
 * outputs take 36 multiplications instead of 144, and 2×2 outputs take 16 instead of 36.
 *
 * <p>Larger tiles save more multiplications but lose precision, because the factors in the transforms grow.
 */
@SuppressWarnings("ImmutableEnumChecker") // the matrices are constant
public enum Winograd {
    F2(
            2,
            4,
            new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
            new double[][] {{1, 0, 0}, {1 / 2., 1 / 2., 1 / 2.}, {1 / 2., -1 / 2., 1 / 2.}, {0, 0, 1}},
            new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}}),

    F4(
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

    private final int outputs;
    private final int inputs;
    private final double[][] toInput; // [inputs][inputs]: Bᵀ
    private final double[][] toWindow; // [inputs][3]: G transforms a column of weights
    private final double[][] toOutput; // [outputs][inputs]: Aᵀ

    Winograd(int outputs, int inputs, double[][] toInput, double[][] toWindow, double[][] toOutput) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.toInput = toInput;
        this.toWindow = toWindow;
        this.toOutput = toOutput;
    }

    /** Outputs of a tile, in each direction. */
    public int outputs() {
        return outputs;
    }

    /** Inputs of a tile, in each direction. */
    public int inputs() {
        return inputs;
    }

    /**
     * The matrix that transforms a column of an input tile: Bᵀ.
     *
     * @return // [inputs][inputs]
     */
    double[][] toInput() {
        return toInput;
    }

    /**
     * The matrix that transforms a column of products back: Aᵀ.
     *
     * @return // [outputs][inputs]
     */
    double[][] toOutput() {
        return toOutput;
    }

    /** Number of elements of a transformed tile. */
    public int products() {
        return inputs * inputs;
    }

    /** Prefix of the kernels' names, such as {@code winograd4}: the outputs of a tile. */
    String prefix() {
        return "winograd" + outputs;
    }

    /** Index of the product that is a term of every output with factor 1: adding to it adds to all outputs. */
    public int plainProduct() {
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
     * Returns the factors of a product's weight. The weight is an element of G g Gᵀ, where g is a window of weights, so
     * it is a linear combination of the elements of g.
     *
     * @return // [3][3]
     */
    public double[] windowFactors(int product) {
        double[] factors = new double[9];
        for (int i = 0; i < 9; i++) {
            factors[i] = toWindow[product / inputs][i / 3] * toWindow[product % inputs][i % 3];
        }
        return factors;
    }

    /**
     * The lines of a tile: its columns, or its rows.
     *
     * @param first offset of the current line; changes from line to line
     * @param step  distance between two vectors of a line
     * @param line  distance between two lines
     */
    record Lines(Int first, Int step, Int line) {
        /** A copy in variables of its own, which may change. */
        Lines copy(KernelWriter k) {
            return new Lines(k.copy(first), k.copy(step), k.copy(line));
        }

        void become(KernelWriter k, Lines lines) {
            k.copy(first, lines.first);
            k.copy(step, lines.step);
            k.copy(line, lines.line);
        }
    }

    /** Emits the transform of a tile's lines. The constructor emits the constants. */
    static final class Emitter {
        private final KernelWriter k;
        private final Floats x;
        private final double[][] matrix;
        private final Map<Double, Vec> constants = new HashMap<>();
        private final Vec[] from;
        private final Vec[] to;

        /**
         * @param x      the array that lines are read from and stored to
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
         * Transforms lines one after another: {@code to[i] = sum of matrix[i][j] * from[j]}.
         *
         * @param store emits the stores of a transformed line
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
