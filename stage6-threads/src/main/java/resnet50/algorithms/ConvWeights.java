package resnet50.algorithms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import resnet50.Simd;
import resnet50.Weights;
import resnet50.core.ConvShape;

/** The weights of a convolution, multiplied by the scale of its batch norm and packed in the order of its kernels. */
public final class ConvWeights {
    /**
     * Number of floats of a tensor that are read at a time; at least one output channel is read. Reading whole tensors
     * would increase peak memory use.
     */
    private static final int AT_A_TIME = 64 * 1024;

    private final List<Packing> packings = new ArrayList<>();

    /** Packs weights into the array of all weights. */
    @FunctionalInterface
    interface Packing {
        /**
         * Packs its share of the weights of some output channels.
         *
         * @param data all weights of the network
         */
        void pack(ConvShape shape, Channels channels, float[] data);
    }

    /**
     * The batch norm after the convolution.
     *
     * @param scale // [outC] factor of the weights
     * @param shift // [outC] initial value of the sums
     */
    public record Norm(double[] scale, float[] shift) {}

    /**
     * A range of output channels.
     *
     * @param oihw  // [end - first][groupInC][kernel][kernel] in the file's order; borrowed, and possibly longer
     * @param first the first channel
     * @param end   the channel after the last
     */
    record Channels(float[] oihw, int first, int end, Norm norm) {}

    /**
     * @param name   name of the tensor
     * @param reader reads the batch norm
     */
    public ConvWeights(ConvShape shape, String name, Weights weights, Supplier<Norm> reader) {
        int size = shape.groupInC() * shape.kernel() * shape.kernel(); // per output channel
        int channels = Math.max(1, AT_A_TIME / size);
        weights.fillLater(data -> {
            Norm norm = reader.get();
            for (int first = 0; first < shape.outC(); first += channels) {
                int end = Math.min(first + channels, shape.outC());
                float[] oihw = weights.borrow(name, first * size, (end - first) * size, end == shape.outC());
                for (Packing packing : packings) {
                    packing.pack(shape, new Channels(oihw, first, end, norm), data);
                }
                weights.giveBack(oihw);
            }
        });
    }

    /** Adds a packing, which runs when the weights are loaded. */
    void later(Packing packing) {
        packings.add(packing);
    }

    /**
     * One panel of a direct convolution: the shift; then, for each input, one vector of weights per block of output
     * channels. Inputs are ordered by block of channels, then by row and column of the window, then by channel.
     *
     * @param firstBlock   first block of output channels
     * @param vectors      blocks of output channels
     * @param firstInBlock first block of input channels
     * @param lanes        input channels per block
     * @param firstInput   index of the panel's first input in the window; a panel may hold part of the window
     * @param inputs       inputs of the panel
     * @param withShift    whether the panel begins with the shift; otherwise it begins with zeros
     * @param offset       offset of the panel
     */
    record Slice(
            int firstBlock,
            int vectors,
            int firstInBlock,
            int lanes,
            int firstInput,
            int inputs,
            boolean withShift,
            int offset)
            implements Packing {
        @Override
        public void pack(ConvShape shape, Channels channels, float[] data) {
            float[] shift = channels.norm.shift;
            int width = vectors * Simd.LANES;
            int begin = firstBlock * Simd.LANES;
            int end = Math.min(begin + width, channels.end);
            for (int oc = Math.max(begin, channels.first); oc < end; oc++) {
                int to = offset + oc - begin;
                data[to] = withShift ? shift[oc] : 0;
                packChannel(shape, channels, oc, data, to + width, width);
            }
        }

        /** Packs the weights of one output channel, which are {@code step} floats apart in the panel. */
        private void packChannel(ConvShape shape, Channels channels, int oc, float[] data, int to, int step) {
            int window = shape.kernel() * shape.kernel();
            int groupInC = shape.groupInC();
            int firstChannel = firstInBlock * lanes - oc / shape.groupOutC() * groupInC; // relative to the group
            int input = 0;
            while (input < inputs) {
                int block = (firstInput + input) / (window * lanes);
                int tap = (firstInput + input) % (window * lanes) / lanes;
                int lane = (firstInput + input) % lanes;
                int run = window == 1 ? inputs : Math.min(lanes - lane, inputs - input); // consecutive channels
                int ic = firstChannel + block * lanes + lane;
                int begin = Math.clamp(-ic, 0, run); // earlier channels belong to another group
                int end = Math.clamp(groupInC - ic, begin, run); // later channels do too, or do not exist
                int from = ((oc - channels.first) * groupInC + ic + begin) * window + tap;
                copy(channels.oihw, from, window, channels.norm.scale[oc], data, to + (input + begin) * step, step, end - begin);
                input += run;
            }
        }

        /** A loop of few instructions: it runs many million times before C2 has compiled it. */
        private static void copy(
                float[] from, int at, int step, double scale, float[] to, int toAt, int toStep, int count) {
            for (int i = 0; i < count; i++) {
                to[toAt] = (float) (from[at] * scale);
                at += step;
                toAt += toStep;
            }
        }
    }

    /**
     * One block of channels of a grouped convolution: the shift; then one vector of weights for each row of the window,
     * channel of a group and column of the window.
     */
    record GroupedSlice(int block, int offset) implements Packing {
        @Override
        public void pack(ConvShape shape, Channels channels, float[] data) {
            int kernel = shape.kernel();
            int groupInC = shape.groupInC();
            int begin = block * Simd.LANES;
            int end = Math.min(begin + Simd.LANES, channels.end);
            for (int oc = Math.max(begin, channels.first); oc < end; oc++) {
                int to = offset + oc - begin;
                data[to] = channels.norm.shift[oc];
                for (int c = 0; c < groupInC; c++) {
                    for (int ky = 0; ky < kernel; ky++) {
                        for (int kx = 0; kx < kernel; kx++) {
                            int row = 1 + (ky * groupInC + c) * kernel + kx;
                            float weight = channels.oihw[(((oc - channels.first) * groupInC + c) * kernel + ky) * kernel + kx];
                            data[to + row * Simd.LANES] = (float) (weight * channels.norm.scale[oc]);
                        }
                    }
                }
            }
        }
    }
}
