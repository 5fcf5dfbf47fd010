package resnet50.conformance;

import java.util.Arrays;

/** An activation in the engines' layout, channels last. PyTorch's layout has channels first. */
record Nhwc(float[] data, int height, int width, int channels) {
    static Nhwc copyOf(float[] data, int offset, int height, int width, int channels) {
        return new Nhwc(Arrays.copyOfRange(data, offset, offset + height * width * channels), height, width, channels);
    }

    static Nhwc ofNchw(float[] nchw, int height, int width, int channels) {
        float[] nhwc = new float[nchw.length];
        for (int i = 0; i < nchw.length; i++) {
            int pixel = i % (height * width);
            int c = i / (height * width);
            nhwc[pixel * channels + c] = nchw[i];
        }
        return new Nhwc(nhwc, height, width, channels);
    }

    float[] toNchw() {
        float[] nchw = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            int pixel = i / channels;
            int c = i % channels;
            nchw[c * height * width + pixel] = data[i];
        }
        return nchw;
    }

    float[] channelMeans() {
        float[] means = new float[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = c; i < data.length; i += channels) {
                sum += data[i];
            }
            means[c] = (float) (sum / (height * width));
        }
        return means;
    }
}
