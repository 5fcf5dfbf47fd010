package resnet50.lessons;

import java.util.Arrays;
import java.util.Random;

/**
 * A small convolutional network that recognizes a digit, and its training, written out by hand.
 *
 * <p>The layers for a digit of 28 x 28 pixels: a convolution with 5 x 5 windows and {@value #CHANNELS} output channels
 * (24 x 24), ReLU, the maximum of each 2 x 2 block (12 x 12), a fully connected layer with ten outputs, softmax. The
 * result is a probability for each of the ten digits.
 *
 * <p>Training is gradient descent. {@link #forward} keeps each layer's output. {@link #backward} walks the layers in
 * reverse and computes the gradient of each weight: how the loss changes if the weight grows. {@link #step} then moves
 * all weights a little against their gradients. The loss is the cross entropy: minus the logarithm of the correct
 * digit's probability.
 */
final class DigitNetwork {
    static final int SIZE = 28;
    static final int KERNEL = 5;
    static final int CHANNELS = 12;
    static final int CONV = SIZE - KERNEL + 1;
    static final int POOL = CONV / 2;
    static final int FEATURES = CHANNELS * POOL * POOL;
    static final int CLASSES = 10;

    /** The numbers that training adjusts, or their gradients, which have the same shape. */
    record Weights(double[] conv, double[] convBias, double[] linear, double[] linearBias) {
        Weights() {
            this(
                    new double[CHANNELS * KERNEL * KERNEL], // [CHANNELS][KERNEL][KERNEL]
                    new double[CHANNELS],
                    new double[CLASSES * FEATURES], // [CLASSES][CHANNELS][POOL][POOL]
                    new double[CLASSES]);
        }

        /** Returns all arrays, for operations that treat them alike. */
        double[][] arrays() {
            return new double[][] {conv, convBias, linear, linearBias};
        }
    }

    final Weights weights = new Weights();
    final Weights gradients = new Weights();
    /** Momentum: each step adds a part of the previous step, which dampens zigzags. */
    private final Weights velocity = new Weights();

    // outputs of forward, layer by layer; below, their gradients
    private double[] image; // [SIZE][SIZE]
    final double[] conv = new double[CHANNELS * CONV * CONV]; // [CHANNELS][CONV][CONV], after ReLU
    final double[] pool = new double[FEATURES]; // [CHANNELS][POOL][POOL]
    private final int[] poolFrom = new int[FEATURES]; // index in conv of each maximum
    final double[] probabilities = new double[CLASSES];
    private final double[] poolGradient = new double[FEATURES];
    private final double[] convGradient = new double[CHANNELS * CONV * CONV];

    /** Starts with random weights: equal weights would have equal gradients and would stay equal. */
    DigitNetwork(Random random) {
        randomize(weights.conv, KERNEL * KERNEL, random);
        randomize(weights.linear, FEATURES, random);
    }

    /**
     * Fills a uniform distribution; its width decreases with the number of inputs, so that outputs are about as large
     * as inputs.
     */
    private static void randomize(double[] weight, int inputs, Random random) {
        double limit = Math.sqrt(3.0 / inputs);
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (2 * random.nextDouble() - 1) * limit;
        }
    }

    /**
     * Computes probabilities from pixels.
     *
     * @param image [SIZE][SIZE], 0 (paper) to 1 (ink)
     * @return [CLASSES], valid until the next call
     */
    double[] forward(double[] image) {
        this.image = image;
        convolveAndRelu();
        maxPool();
        linear();
        softmax();
        return probabilities;
    }

    /**
     * Slides a window of weights over the image. The innermost loop runs along a row; the JVM compiles it to vector
     * code.
     */
    private void convolveAndRelu() {
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < CONV; y++) {
                int row = (c * CONV + y) * CONV;
                for (int x = 0; x < CONV; x++) {
                    conv[row + x] = weights.convBias[c];
                }
                for (int ky = 0; ky < KERNEL; ky++) {
                    for (int kx = 0; kx < KERNEL; kx++) {
                        double weight = weights.conv[(c * KERNEL + ky) * KERNEL + kx];
                        int in = (y + ky) * SIZE + kx;
                        for (int x = 0; x < CONV; x++) {
                            conv[row + x] += weight * image[in + x];
                        }
                    }
                }
                for (int x = 0; x < CONV; x++) {
                    conv[row + x] = Math.max(0, conv[row + x]);
                }
            }
        }
    }

    private void maxPool() {
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < POOL; y++) {
                for (int x = 0; x < POOL; x++) {
                    int first = (c * CONV + 2 * y) * CONV + 2 * x;
                    int best = first;
                    for (int at : new int[] {first + 1, first + CONV, first + CONV + 1}) {
                        if (conv[at] > conv[best]) {
                            best = at;
                        }
                    }
                    int out = (c * POOL + y) * POOL + x;
                    pool[out] = conv[best];
                    poolFrom[out] = best;
                }
            }
        }
    }

    private void linear() {
        for (int k = 0; k < CLASSES; k++) {
            double sum = weights.linearBias[k];
            for (int i = 0; i < FEATURES; i++) {
                sum += weights.linear[k * FEATURES + i] * pool[i];
            }
            probabilities[k] = sum;
        }
    }

    /**
     * Divides the powers of e by their sum. Subtracting the maximum avoids overflow. StrictMath is equal on all
     * machines.
     */
    private void softmax() {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : probabilities) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (int k = 0; k < CLASSES; k++) {
            probabilities[k] = StrictMath.exp(probabilities[k] - max);
            sum += probabilities[k];
        }
        for (int k = 0; k < CLASSES; k++) {
            probabilities[k] /= sum;
        }
    }

    /** Returns the cross entropy of the last image. */
    double loss(int label) {
        return -StrictMath.log(Math.max(1e-300, probabilities[label]));
    }

    /**
     * Adds the gradients of the last image's loss to {@link #gradients}, by the chain rule, from the last layer to the
     * first.
     */
    void backward(int label) {
        backwardLinear(label);
        backwardMaxPoolAndRelu();
        backwardConvolve();
    }

    /** The derivative of softmax and cross entropy together: the probability, minus one for the correct digit. */
    private void backwardLinear(int label) {
        Arrays.fill(poolGradient, 0);
        for (int k = 0; k < CLASSES; k++) {
            double gradient = probabilities[k] - (k == label ? 1 : 0);
            gradients.linearBias[k] += gradient;
            for (int i = 0; i < FEATURES; i++) {
                gradients.linear[k * FEATURES + i] += gradient * pool[i];
                poolGradient[i] += gradient * weights.linear[k * FEATURES + i];
            }
        }
    }

    /** Only the largest pixel of a block affects the output, and only if it is positive. */
    private void backwardMaxPoolAndRelu() {
        Arrays.fill(convGradient, 0);
        for (int i = 0; i < FEATURES; i++) {
            if (pool[i] > 0) {
                convGradient[poolFrom[i]] = poolGradient[i];
            }
        }
    }

    /** Each weight is used once per output pixel, so its gradient is a sum over all output pixels. */
    private void backwardConvolve() {
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < CONV; y++) {
                for (int x = 0; x < CONV; x++) {
                    double gradient = convGradient[(c * CONV + y) * CONV + x];
                    if (gradient == 0) {
                        continue; // three of four, which are not the maximum of their block
                    }
                    gradients.convBias[c] += gradient;
                    for (int ky = 0; ky < KERNEL; ky++) {
                        int in = (y + ky) * SIZE + x;
                        int weight = (c * KERNEL + ky) * KERNEL;
                        for (int kx = 0; kx < KERNEL; kx++) {
                            gradients.conv[weight + kx] += gradient * image[in + kx];
                        }
                    }
                }
            }
        }
    }

    /** Moves all weights against their gradients, and sets the gradients to zero. */
    void step(double rate, double momentum) {
        double[][] weight = weights.arrays();
        double[][] gradient = gradients.arrays();
        double[][] speed = velocity.arrays();
        for (int a = 0; a < weight.length; a++) {
            for (int i = 0; i < weight[a].length; i++) {
                speed[a][i] = momentum * speed[a][i] - rate * gradient[a][i];
                weight[a][i] += speed[a][i];
                gradient[a][i] = 0;
            }
        }
    }
}
