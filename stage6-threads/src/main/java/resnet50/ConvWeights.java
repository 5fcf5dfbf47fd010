package resnet50;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import resnet50.core.ConvShape;

/** A convolution's weights, multiplied by the scale of the batch norm after it and put into the order of its kernels. */
final class ConvWeights {
    /** Numbers of a tensor that are read at a time, or one output channel's: with a whole tensor, memory's peak would be higher. */
    private static final int AT_A_TIME = 64 * 1024;

    private final List<Packing> packings = new ArrayList<>();

    /** Puts some of them in their place. */
    @FunctionalInterface
    interface Packing {
        /**
         * Packs those of its weights that are of the given channels.
         *
         * @param data all weights of the network
         */
        void pack(ConvShape shape, Channels channels, float[] data);
    }

    /**
     * The batch norm after the convolution.
     *
     * @param scale // [outC] to be multiplied into the weights
     * @param shift // [outC] to be added to the sums
     */
    record Norm(double[] scale, float[] shift) {}

    /**
     * Some of the output channels.
     *
     * @param oihw  // [end - first][groupInC][kernel][kernel], as the file has it, and maybe more; borrowed
     * @param first of them
     * @param end   is behind the last
     */
    record Channels(float[] oihw, int first, int end, Norm norm) {}

    /**
     * @param name   of the tensor
     * @param reader gets the batch norm from the file
     */
    ConvWeights(ConvShape shape, String name, Weights weights, Supplier<Norm> reader) {
        int size = shape.groupInC() * shape.kernel() * shape.kernel(); // of an output channel
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

    /** To be packed when the weights are loaded. */
    void later(Packing packing) {
        packings.add(packing);
    }

    /**
     * One panel of a direct convolution: the shift, then for each input, block by block of channels and in each block row by row
     * of the window, a vector of weights for each block of output channels.
     *
     * @param firstBlock   of output channels
     * @param vectors      blocks of output channels
     * @param firstInBlock of input channels
     * @param lanes        input channels in a block
     * @param firstInput   counts the inputs of the window, of which a panel may hold a part
     * @param inputs       how many are in the panel
     * @param withShift    or zeros
     * @param offset       where the panel lies
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

        /** One output channel's weights, which lie {@code step} from each other in the panel. */
        private void packChannel(ConvShape shape, Channels channels, int oc, float[] data, int to, int step) {
            int window = shape.kernel() * shape.kernel();
            int groupInC = shape.groupInC();
            int firstChannel = firstInBlock * lanes - oc / shape.groupOutC() * groupInC; // in the group
            int input = 0;
            while (input < inputs) {
                int block = (firstInput + input) / (window * lanes);
                int tap = (firstInput + input) % (window * lanes) / lanes;
                int lane = (firstInput + input) % lanes;
                int run = window == 1 ? inputs : Math.min(lanes - lane, inputs - input); // channels one after the other
                int ic = firstChannel + block * lanes + lane;
                int begin = Math.clamp(-ic, 0, run); // those before are another group's
                int end = Math.clamp(groupInC - ic, begin, run); // those after are, too, or there are none
                int from = ((oc - channels.first) * groupInC + ic + begin) * window + tap;
                copy(channels.oihw, from, window, channels.norm.scale[oc], data, to + (input + begin) * step, step, end - begin);
                input += run;
            }
        }

        /** A loop of few instructions, for it has run many million times before the JVM has compiled it well. */
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
     * One block of channels of a convolution in groups: the shift, then for each row of the window, channel of a group and
     * column of the window a vector of weights.
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
