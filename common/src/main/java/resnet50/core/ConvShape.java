package resnet50.core;

/**
 * The shape of a convolution for one picture.
 *
 * @param inC    input channels
 * @param inH    input rows
 * @param inW    input columns
 * @param outC   output channels
 * @param kernel rows and columns of the square window
 * @param stride step of the window, in both directions
 * @param pad    rows and columns of zeros on each side of the input
 * @param groups number of independent channel groups; divides {@code inC} and {@code outC}
 */
public record ConvShape(int inC, int inH, int inW, int outC, int kernel, int stride, int pad, int groups) {
    public ConvShape {
        if (inC < 1 || inH < 1 || inW < 1 || outC < 1 || kernel < 1 || stride < 1 || pad < 0 || groups < 1) {
            throw new IllegalArgumentException("not a convolution: every size must be positive");
        }
        if (inC % groups != 0 || outC % groups != 0) {
            throw new IllegalArgumentException(inC + " or " + outC + " channels do not divide into " + groups + " groups");
        }
        if (inH + 2 * pad < kernel || inW + 2 * pad < kernel) {
            throw new IllegalArgumentException("a window of " + kernel + " does not fit " + inH + "x" + inW + " padded by " + pad);
        }
    }

    /** Returns the shape of a fully connected layer: a 1×1 convolution of a single pixel. */
    public static ConvShape linear(int inputs, int outputs) {
        return linear(1, inputs, outputs);
    }

    /** As {@link #linear(int, int)}, for a row of several pixels, each of which is an input of its own. */
    public static ConvShape linear(int pixels, int inputs, int outputs) {
        return new ConvShape(inputs, 1, pixels, outputs, 1, 1, 0, 1);
    }

    /** Returns a convolution of this convolution's output, padded so that a stride of 1 preserves rows and columns. */
    public ConvShape then(int nextOutC, int nextKernel, int nextStride, int nextGroups) {
        return new ConvShape(outC, outH(), outW(), nextOutC, nextKernel, nextStride, nextKernel / 2, nextGroups);
    }

    /** Output rows. */
    public int outH() {
        return (inH + 2 * pad - kernel) / stride + 1;
    }

    /** Output columns. */
    public int outW() {
        return (inW + 2 * pad - kernel) / stride + 1;
    }

    /** Input channels per group: the input channels of one output channel. */
    public int groupInC() {
        return inC / groups;
    }

    /** Output channels per group. */
    public int groupOutC() {
        return outC / groups;
    }

    /** Multiply-accumulate operations, including those on padding. */
    public long macs() {
        return (long) outH() * outW() * outC * kernel * kernel * groupInC();
    }
}
