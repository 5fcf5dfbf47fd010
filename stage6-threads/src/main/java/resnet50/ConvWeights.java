package resnet50;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import resnet50.engine.ConvShape;

/** A convolution's weights, multiplied by the scale of the batch norm after it and put into the order of its kernels. */
final class ConvWeights {
    private final List<Packing> packings = new ArrayList<>();

    /** Puts some of them in their place. */
    @FunctionalInterface
    interface Packing {
        /** @param data all weights of the network */
        void pack(ConvShape shape, Tensors tensors, float[] data);
    }

    /**
     * What is to be packed.
     *
     * @param oihw  // [outC][groupInC][kernel][kernel], as the file has it, and maybe more; borrowed
     * @param scale // [outC] to be multiplied into it
     * @param shift // [outC] to be added to the sums
     */
    record Tensors(float[] oihw, double[] scale, float[] shift) {}

    /** @param reader gets them from the file */
    ConvWeights(ConvShape shape, Weights weights, Supplier<Tensors> reader) {
        weights.fillLater(data -> {
            Tensors tensors = reader.get();
            for (Packing packing : packings) {
                packing.pack(shape, tensors, data);
            }
            weights.giveBack(tensors.oihw);
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
        public void pack(ConvShape shape, Tensors tensors, float[] data) {
            float[] shift = tensors.shift;
            int width = vectors * Simd.LANES;
            int firstChannel = firstBlock * Simd.LANES;
            int end = Math.min(width, shift.length - firstChannel);
            for (int i = 0; i < end; i++) {
                data[offset + i] = withShift ? shift[firstChannel + i] : 0;
                packChannel(shape, tensors, firstChannel + i, data, offset + width + i, width);
            }
        }

        /** One output channel's weights, which lie {@code step} from each other in the panel. */
        private void packChannel(ConvShape shape, Tensors tensors, int oc, float[] data, int to, int step) {
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
                int from = (oc * groupInC + ic + begin) * window + tap;
                copy(tensors.oihw, from, window, tensors.scale[oc], data, to + (input + begin) * step, step, end - begin);
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
        public void pack(ConvShape shape, Tensors tensors, float[] data) {
            int kernel = shape.kernel();
            int channels = shape.groupInC();
            for (int lane = 0; lane < Simd.LANES && block * Simd.LANES + lane < shape.outC(); lane++) {
                int oc = block * Simd.LANES + lane;
                data[offset + lane] = tensors.shift[oc];
                for (int c = 0; c < channels; c++) {
                    for (int ky = 0; ky < kernel; ky++) {
                        for (int kx = 0; kx < kernel; kx++) {
                            int row = 1 + (ky * channels + c) * kernel + kx;
                            float weight = tensors.oihw[((oc * channels + c) * kernel + ky) * kernel + kx];
                            data[offset + row * Simd.LANES + lane] = (float) (weight * tensors.scale[oc]);
                        }
                    }
                }
            }
        }
    }
}
